package io.postern;

/**
 * A step that a listener applies to each of its connections before the upgrade. An implementation
 * is one of
 *
 * <ul>
 *   <li>{@link ConnectionFilter}: refuses connections by what is known when they are accepted;
 *   <li>{@code io.postern.netty.NettyConnectionExtension}, of the artifact {@code postern}: reads
 *       what comes before TLS, such as the header of the PROXY protocol;
 *   <li>{@link io.postern.tls.WebSocketSecureConnectionExtension}, of which a listener has one at
 *       most: its step is TLS, the last one.
 * </ul>
 *
 * <p>A listener that the application makes has them {@linkplain ConnectionExtensions#register
 * registered}. For all listeners, those that configuration makes included, they are CDI beans: of
 * one listener with {@link Listener @Listener}, else of every one, in the order of {@link
 * jakarta.annotation.Priority @Priority} on their classes, the smallest value first; without it a
 * bean has the value 2000, and equal ones have the order of their class names. Beans come after
 * what is registered.
 *
 * <p>All of them, TLS included, are applied within {@code wss.negotiation.timeout}; those before
 * TLS take none of the {@code wss.negotiation.parallel} permits. They are called on the event loop
 * that negotiates the connection, with neither a request context nor the naming of the application:
 * one that blocks keeps others from entering. An instance serves all connections, several at once.
 */
public interface ConnectionExtension {}
