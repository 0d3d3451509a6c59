package io.postern;

import jakarta.websocket.Session;
import java.time.Duration;

/**
 * CDI event: the identity of a client has ended, and its session will be closed with 1008 when
 * {@code wss.identity.grace} has passed, unless {@link Connection#identify} renews it before.
 * Observers are called as a callback of the session, in its scopes. Without a grace there is no
 * such event.
 *
 * @param listener its name
 * @param session whose client it is
 * @param grace until the session is closed
 */
public record IdentityLapsing(String listener, Session session, Duration grace) {}
