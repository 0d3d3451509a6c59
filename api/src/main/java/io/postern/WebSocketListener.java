package io.postern;

import java.net.InetSocketAddress;

/**
 * A secure WebSocket listener ({@code wss://}) of the application's own: one port, with its own
 * certificate, that serves the application's {@link jakarta.websocket.server.ServerEndpoint}
 * classes.
 *
 * <p>The container makes it from MicroProfile Config ({@code wss.*}), or the application with a
 * {@link WebSocketListenerFactory}. It is opened when the application has started and closed when
 * the application stops. Inject it to learn its address or its statistics:
 *
 * <pre>{@code
 * @Inject WebSocketListener listener;
 * }</pre>
 *
 * <p>All methods may be called from any thread and never block.
 */
public interface WebSocketListener {

    /** Where a listener stands in its life. It moves forward only. */
    enum State {
        /** Configured, not yet listening; with {@code wss.enabled=false} it stays so. */
        NEW,
        /** Listening and accepting connections. */
        OPEN,
        /** No longer accepting; open sessions are being closed with code 1001. */
        DRAINING,
        /** The port is free and every thread of the listener has ended. */
        CLOSED
    }

    /** The listener's name; {@code default} for the one configured with {@code wss.*}. */
    String name();

    /** Where the listener stands in its life. */
    State state();

    /**
     * The address that the listener is bound to. With {@code wss.port=0} this is where to read the
     * port that the operating system chose.
     *
     * @throws IllegalStateException when the listener is not {@link State#OPEN}
     */
    InetSocketAddress address();

    /**
     * The steps that this listener applies to each connection before the upgrade. A listener that
     * the application {@linkplain WebSocketListenerFactory makes itself} takes them until it opens.
     */
    ConnectionExtensions connectionExtensions();

    /** What the listener has counted since it was opened, and what it holds now. */
    ListenerStatistics statistics();
}
