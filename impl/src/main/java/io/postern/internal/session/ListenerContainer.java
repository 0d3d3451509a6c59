package io.postern.internal.session;

import io.postern.internal.config.SessionConfig;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.Extension;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The container that a listener's sessions belong to: the defaults for sessions that are opened
 * from now on, and the way to add endpoints. It makes no client connections; the application's
 * client container does.
 */
public final class ListenerContainer implements ServerContainer {

    /** Takes endpoints that the application adds, on any thread. */
    public interface Deployer {

        /** Deploys a class with {@code @ServerEndpoint}. */
        void deploy(Class<?> endpoint) throws DeploymentException;

        /** Deploys what a configuration describes. */
        void deploy(ServerEndpointConfig endpoint) throws DeploymentException;
    }

    private final Deployer deployer;
    private final Set<Extension> installedExtensions;
    private volatile long asyncSendTimeout;
    private volatile long maxSessionIdleTimeout;
    private volatile int maxBinaryMessageBufferSize;
    private volatile int maxTextMessageBufferSize;

    /**
     * @param config the defaults
     * @param installed the extensions that a session may have
     */
    public ListenerContainer(SessionConfig config, List<Extension> installed, Deployer deployer) {
        this.deployer = deployer;
        installedExtensions = Set.copyOf(installed);
        maxSessionIdleTimeout = config.silence().idleTimeout().toMillis();
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
        maxBinaryMessageBufferSize = SessionLimits.required(max);
    }

    @Override
    public int getDefaultMaxTextMessageBufferSize() {
        return maxTextMessageBufferSize;
    }

    @Override
    public void setDefaultMaxTextMessageBufferSize(int max) {
        maxTextMessageBufferSize = SessionLimits.required(max);
    }

    /**
     * Adds an endpoint, at any time until the application stops. A class that is served already is
     * left as it is.
     *
     * @throws DeploymentException which says everything that is wrong with it
     * @throws IllegalStateException when the application stops or has stopped
     */
    @Override
    @SuppressWarnings("RedundantNullCheck") // applications are not compiled against @NullMarked
    public void addEndpoint(Class<?> endpointClass) throws DeploymentException {
        if (endpointClass == null) {
            throw new IllegalArgumentException("the endpoint class is null");
        }
        deployer.deploy(endpointClass);
    }

    /**
     * Adds an endpoint, at any time until the application stops.
     *
     * @throws DeploymentException which says everything that is wrong with it
     * @throws IllegalStateException when the application stops or has stopped
     */
    @Override
    @SuppressWarnings("RedundantNullCheck") // applications are not compiled against @NullMarked
    public void addEndpoint(ServerEndpointConfig serverConfig) throws DeploymentException {
        if (serverConfig == null) {
            throw new IllegalArgumentException("the endpoint configuration is null");
        }
        deployer.deploy(serverConfig);
    }

    /**
     * Not possible here: such a request has come to the server's own port.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public void upgradeHttpToWebSocket(
            Object httpServletRequest,
            Object httpServletResponse,
            ServerEndpointConfig sec,
            Map<String, String> pathParameters) {
        throw new UnsupportedOperationException(
                "the request has come to the server's own port; only the server's own container can"
                        + " upgrade it");
    }

    @Override
    public Set<Extension> getInstalledExtensions() {
        return installedExtensions;
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
