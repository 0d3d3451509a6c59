package io.postern.internal.cdi;

import io.postern.Listener;
import io.postern.WebSocketListener;
import io.postern.internal.config.ConfigReader;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * An application on CDI SE that is known through the JDK's interfaces alone: started by its
 * constructor, it tells its port, sends a text to each client, and is stopped. Everything that it
 * consists of is in its class loader.
 */
public final class RedeployedApplication implements IntSupplier, Consumer<String>, AutoCloseable {

    private final Config config;
    private final SeContainer container;

    /**
     * Starts the application.
     *
     * @param properties its configuration
     */
    public RedeployedApplication(Map<String, String> properties) {
        this(new PropertiesConfigSource(properties, "test", 100));
    }

    /** Starts the application with this configuration. */
    RedeployedApplication(ConfigSource source) {
        config = new SmallRyeConfigBuilder().addDefaultInterceptors().withSources(source).build();
        ConfigProviderResolver.instance()
                .registerConfig(config, Thread.currentThread().getContextClassLoader());
        try {
            container = start();
        } catch (RuntimeException e) {
            ConfigProviderResolver.instance().releaseConfig(config);
            throw e;
        }
    }

    private static SeContainer start() {
        return SeContainerInitializer.newInstance()
                .disableDiscovery()
                // What Weld would leave in the virtual machine, not what this is about:
                .addProperty("org.jboss.weld.se.shutdownHook", false)
                .addProperty("org.jboss.weld.bootstrap.preloaderThreadPoolSize", 0)
                .addExtensions(new WssExtension())
                .addBeanClasses(Echo.class)
                .initialize();
    }

    /** Answers each message with itself, and passes on what the application says. */
    @ServerEndpoint("/echo")
    @ApplicationScoped
    public static class Echo {

        private final Queue<Session> sessions = new ConcurrentLinkedQueue<>();

        @OnOpen
        public void open(Session session) {
            sessions.add(session);
        }

        @OnMessage
        public String text(String text) {
            return text;
        }

        /** Called on a thread that is not the listener's. */
        public void tell(String text) throws IOException {
            for (Session session : sessions) {
                session.getBasicRemote().sendText(text);
            }
        }
    }

    /** The listener of this name. */
    WebSocketListener listener(String name) {
        return container.select(WebSocketListener.class, new Listener.Literal(name)).get();
    }

    @Override
    public int getAsInt() {
        return container.select(WebSocketListener.class).get().address().getPort();
    }

    @Override
    public void accept(String text) {
        try {
            container.select(Echo.class).get().tell(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What its parts say of themselves. */
    @Override
    public String toString() {
        WebSocketListener listener = container.select(WebSocketListener.class).get();
        return listener + "\n" + listener.statistics() + "\n" + ConfigReader.of(config).read();
    }

    @Override
    public void close() {
        try {
            container.close();
        } finally {
            ConfigProviderResolver.instance().releaseConfig(config);
        }
    }
}
