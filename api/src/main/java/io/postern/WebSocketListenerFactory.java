package io.postern;

/**
 * Makes listeners in code, beside those that {@code wss.*} configures. Inject it into a producer:
 *
 * <pre>{@code
 * @Produces @ApplicationScoped @Listener("devices")
 * WebSocketListener devices(WebSocketListenerFactory listeners, DeviceRegistry registry) {
 *     WebSocketListener listener = listeners.create("devices",
 *             WebSocketListenerOptions.builder().port(8445).build());
 *     listener.connectionExtensions().register(new WebSocketSecureConnectionExtension(
 *             CertificateResolver.of(keyStore, password), registry::validate));
 *     return listener;
 * }
 * }</pre>
 *
 * <p>The producer says with {@link Listener @Listener} which listener it makes, and has a scope in
 * which it is asked once, such as {@code @ApplicationScoped}. It is called when the application has
 * started; then the listener is checked and opened, and closed with the application, like the
 * configured ones. What is wrong with it fails the start in the same way.
 */
public interface WebSocketListenerFactory {

    /**
     * Makes a listener that is opened with the application.
     *
     * @param name as in the producer's {@code @Listener}; a letter, then letters, digits and
     *     hyphens, without capitals
     * @param options what makes it different from the default listener
     * @throws IllegalArgumentException when no producer is qualified with {@code @Listener(name)}
     * @throws IllegalStateException when it was made already, or the application has started
     */
    WebSocketListener create(String name, WebSocketListenerOptions options);
}
