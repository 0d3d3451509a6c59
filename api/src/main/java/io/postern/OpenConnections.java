package io.postern;

import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Predicate;

/**
 * The open sessions of the application, on all its listeners, and a way to send one message to many
 * of them. Inject it anywhere in the application, and narrow it:
 *
 * <pre>{@code
 * @Inject OpenConnections connections;
 *
 * void announce(String room, String text) {
 *     connections.ofEndpoint(ChatEndpoint.class).withPathParameter("room", room).sendText(text);
 * }
 * }</pre>
 *
 * <p>Each narrowing gives another, immutable selection; which sessions are in it is decided anew
 * when it is asked or sent to. Sessions come and go meanwhile: one that closes in that moment may
 * still be listed, and its send fails; one that is about to open is there before its
 * {@code @OnOpen} has run. All methods may be called from any thread; none blocks.
 */
public interface OpenConnections {

    /** Those of this endpoint class or of one that extends it. */
    OpenConnections ofEndpoint(Class<?> endpoint);

    /** Those that came by the listener of this name. */
    OpenConnections onListener(String name);

    /** Those whose path has this value, decoded, for a variable of the endpoint's template. */
    OpenConnections withPathParameter(String name, String value);

    /** Those of clients whose principal has this name. */
    OpenConnections ofPrincipal(String name);

    /** Those that a condition holds for. It is asked on the calling thread, and must not throw. */
    OpenConnections where(Predicate<? super Session> condition);

    /** All but this one, which may be an injected one: it is told by its id. */
    default OpenConnections except(Session session) {
        String id = session.getId();
        return where(other -> !other.getId().equals(id));
    }

    /** The sessions that are open now. */
    List<Session> sessions();

    /** How many sessions are open now. */
    default int count() {
        return sessions().size();
    }

    /**
     * Sends a text message to each. It is encoded once.
     *
     * @throws IllegalArgumentException for null
     */
    Broadcast sendText(String text);

    /**
     * Sends a binary message to each. The bytes are copied once; the buffer is consumed and may be
     * used again at once.
     *
     * @throws IllegalArgumentException for null
     */
    Broadcast sendBinary(ByteBuffer data);

    /**
     * Sends an object to each. It is encoded once for each endpoint among them, on the calling
     * thread and in its contexts, with the encoders of one of its sessions; where that fails, it
     * fails for all sessions of that endpoint.
     *
     * @throws IllegalArgumentException for null
     */
    Broadcast sendObject(Object object);
}
