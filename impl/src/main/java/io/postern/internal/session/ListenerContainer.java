package io.postern.internal.session;

import io.postern.internal.config.SessionConfig;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.Endpoint;
import jakarta.websocket.Extension;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.net.URI;
import java.util.Set;

/**
 * The container that sessions of a listener belong to: the defaults for sessions that are opened
 * from now on. It makes no client connections; the application's client container does.
 */
final class ListenerContainer implements WebSocketContainer {

    private volatile long asyncSendTimeout;
    private volatile long maxSessionIdleTimeout;
    private volatile int maxBinaryMessageBufferSize;
    private volatile int maxTextMessageBufferSize;

    ListenerContainer(SessionConfig config) {
        maxSessionIdleTimeout = config.idleTimeout().toMillis();
        maxBinaryMessageBufferSize = config.messages().maxMessageSize();
        maxTextMessageBufferSize = config.messages().maxMessageSize();
    }

    @Override
    public long getDefaultAsyncSendTimeout() {
        return asyncSendTimeout;
    }

    @Override
    public void setAsyncSendTimeout(long timeout) {
        asyncSendTimeout = timeout;
    }

    @Override
    public long getDefaultMaxSessionIdleTimeout() {
        return maxSessionIdleTimeout;
    }

    @Override
    public void setDefaultMaxSessionIdleTimeout(long timeout) {
        maxSessionIdleTimeout = timeout;
    }

    @Override
    public int getDefaultMaxBinaryMessageBufferSize() {
        return maxBinaryMessageBufferSize;
    }

    @Override
    public void setDefaultMaxBinaryMessageBufferSize(int max) {
        maxBinaryMessageBufferSize = max;
    }

    @Override
    public int getDefaultMaxTextMessageBufferSize() {
        return maxTextMessageBufferSize;
    }

    @Override
    public void setDefaultMaxTextMessageBufferSize(int max) {
        maxTextMessageBufferSize = max;
    }

    @Override
    public Set<Extension> getInstalledExtensions() {
        return Set.of();
    }

    @Override
    public Session connectToServer(Object annotatedEndpoint, URI path) {
        throw serverOnly();
    }

    @Override
    public Session connectToServer(Class<?> annotatedEndpointClass, URI path) {
        throw serverOnly();
    }

    @Override
    public Session connectToServer(Endpoint endpoint, ClientEndpointConfig config, URI path) {
        throw serverOnly();
    }

    @Override
    public Session connectToServer(
            Class<? extends Endpoint> endpointClass, ClientEndpointConfig config, URI path) {
        throw serverOnly();
    }

    private static UnsupportedOperationException serverOnly() {
        return new UnsupportedOperationException(
                "a listener makes no client connections; use"
                        + " ContainerProvider.getWebSocketContainer()");
    }
}
