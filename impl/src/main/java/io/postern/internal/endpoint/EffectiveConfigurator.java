package io.postern.internal.endpoint;

import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An application's configurator, in which the methods that the application has not overridden are
 * answered by the listener's own defaults. Inherited, they would ask the default configurator that
 * {@code ServiceLoader} finds, which differs from server to server.
 */
public final class EffectiveConfigurator extends ServerEndpointConfig.Configurator {

    private static final String INSTANCE = "getEndpointInstance";

    private final ServerEndpointConfig.Configurator application;
    private final ServerEndpointConfig.Configurator defaults = new DefaultConfigurator();
    private final Set<String> overridden;
    private final LogRate faults = new LogRate();

    private EffectiveConfigurator(
            ServerEndpointConfig.Configurator application, Set<String> overridden) {
        this.application = application;
        this.overridden = Set.copyOf(overridden);
    }

    /** Finds out which methods {@code application} has overridden. Made once, at deployment. */
    public static EffectiveConfigurator of(ServerEndpointConfig.Configurator application) {
        Class<?> platform = platformDefault();
        Set<String> overridden = new HashSet<>();
        for (Method method : ServerEndpointConfig.Configurator.class.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers())) {
                Class<?> owner = owner(method, application.getClass());
                // What the API, the platform or we declare is nobody's own algorithm.
                if (!owner.isAssignableFrom(platform) && owner != DefaultConfigurator.class) {
                    overridden.add(method.getName());
                }
            }
        }
        return new EffectiveConfigurator(application, overridden);
    }

    private static Class<?> owner(Method method, Class<?> type) {
        try {
            return type.getMethod(method.getName(), method.getParameterTypes()).getDeclaringClass();
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a public method cannot be hidden", e);
        }
    }

    /** The class of the default that the inherited methods would ask. */
    private static Class<?> platformDefault() {
        try {
            return new ServerEndpointConfig.Configurator() {}.getContainerDefaultConfigurator()
                    .getClass();
        } catch (RuntimeException | ServiceConfigurationError none) {
            return ServerEndpointConfig.Configurator.class;
        }
    }

    /** Whether the application makes the endpoint's instances itself. */
    public boolean suppliesInstances() {
        return overridden.contains(INSTANCE);
    }

    /** Whether an opening handshake runs methods of the application, which may block. */
    public boolean asksApplication() {
        return overridden.contains("checkOrigin")
                || overridden.contains("getNegotiatedSubprotocol")
                || overridden.contains("getNegotiatedExtensions")
                || overridden.contains("modifyHandshake");
    }

    /** The application's class, for messages. */
    public String applicationName() {
        return application.getClass().getName();
    }

    /** How often its faults are logged. */
    public LogRate faults() {
        return faults;
    }

    private ServerEndpointConfig.Configurator of(String method) {
        return overridden.contains(method) ? application : defaults;
    }

    @Override
    public ServerEndpointConfig.Configurator getContainerDefaultConfigurator() {
        return defaults;
    }

    /**
     * As the servers do, the application is asked about a request without origin, too.
     *
     * @param originHeaderValue null without the header
     */
    @Override
    public boolean checkOrigin(@Nullable String originHeaderValue) {
        return of("checkOrigin").checkOrigin(originHeaderValue);
    }

    /** What the application answers, which may be null although it should not. */
    @Override
    public @Nullable String getNegotiatedSubprotocol(
            List<String> supported, List<String> requested) {
        return of("getNegotiatedSubprotocol").getNegotiatedSubprotocol(supported, requested);
    }

    /** As {@link #getNegotiatedSubprotocol}. */
    @Override
    public @Nullable List<Extension> getNegotiatedExtensions(
            List<Extension> installed, List<Extension> requested) {
        return of("getNegotiatedExtensions").getNegotiatedExtensions(installed, requested);
    }

    @Override
    public void modifyHandshake(
            ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        of("modifyHandshake").modifyHandshake(config, request, response);
    }

    @Override
    public <T> T getEndpointInstance(Class<T> endpointClass) throws InstantiationException {
        return of(INSTANCE).getEndpointInstance(endpointClass);
    }
}
