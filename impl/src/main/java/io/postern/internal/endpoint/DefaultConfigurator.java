package io.postern.internal.endpoint;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.Unmanaged;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The platform's default configurator (Jakarta WebSocket 2.1 section 3.1). It is registered as a
 * service, for without one {@code ServerEndpointConfig.Builder} and {@code super} calls of an
 * application's configurator fail where there is no server that has one. A server may find it too,
 * and use it for the endpoints that it serves itself.
 */
public final class DefaultConfigurator extends ServerEndpointConfig.Configurator {

    /** Called by {@code ServiceLoader}. */
    public DefaultConfigurator() {}

    @Override
    public ServerEndpointConfig.Configurator getContainerDefaultConfigurator() {
        return this;
    }

    /** The first that the client names and the endpoint supports; empty for none. */
    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
        return requested.stream().filter(supported::contains).findFirst().orElse("");
    }

    /** Those that the client names and that are installed, in the client's order. */
    @Override
    public List<Extension> getNegotiatedExtensions(
            List<Extension> installed, List<Extension> requested) {
        Set<String> names =
                installed.stream().map(Extension::getName).collect(Collectors.toUnmodifiableSet());
        return requested.stream().filter(offer -> names.contains(offer.getName())).toList();
    }

    /** True: the listener's own rule, {@code wss.origins}, has been applied before. */
    @Override
    public boolean checkOrigin(String originHeaderValue) {
        return true;
    }

    @Override
    public void modifyHandshake(
            ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        // The default leaves the response as it is.
    }

    /**
     * A new instance, or the reference to the bean that the class is. The listener's own endpoints
     * do not come from here: theirs end with the connection, for which this method has no means.
     */
    @Override
    public <T> T getEndpointInstance(Class<T> endpointClass) throws InstantiationException {
        try {
            Optional<BeanManager> beans = beanManager();
            return beans.isPresent()
                    ? managed(beans.get(), endpointClass)
                    : endpointClass.getConstructor().newInstance();
        } catch (ReflectiveOperationException | RuntimeException e) {
            InstantiationException failure =
                    new InstantiationException(
                            "no instance of " + endpointClass.getName() + " could be made");
            failure.initCause(e);
            throw failure;
        }
    }

    private static Optional<BeanManager> beanManager() {
        try {
            // The server or ServiceLoader made this object, so nothing could be injected.
            return Optional.of(CDI.current().getBeanManager());
        } catch (IllegalStateException noContainer) {
            return Optional.empty();
        }
    }

    private static <T> T managed(BeanManager beans, Class<T> type) {
        for (Bean<?> bean : beans.getBeans(type, Any.Literal.INSTANCE)) {
            if (bean.getBeanClass() == type) {
                CreationalContext<?> creation = beans.createCreationalContext(bean);
                return type.cast(beans.getReference(bean, type, creation));
            }
        }
        return new Unmanaged<>(beans, type).newInstance().produce().inject().postConstruct().get();
    }
}
