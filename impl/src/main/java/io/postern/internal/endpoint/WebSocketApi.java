package io.postern.internal.endpoint;

import jakarta.websocket.SendResult;
import java.util.Arrays;

/**
 * Which version of the Jakarta WebSocket API the server brought, where the versions differ.
 *
 * @param atLeast22 whether {@code SendResult} knows its session, as it does since 2.2
 */
record WebSocketApi(boolean atLeast22) {

    /** The API that this class was linked with. */
    static final WebSocketApi CURRENT =
            new WebSocketApi(
                    Arrays.stream(SendResult.class.getMethods())
                            .anyMatch(method -> method.getName().equals("getSession")));
}
