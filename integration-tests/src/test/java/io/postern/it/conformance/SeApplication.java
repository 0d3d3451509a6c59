package io.postern.it.conformance;

import io.postern.WebSocketListener;
import io.postern.it.support.TestKeyStore;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

/** An application on Weld SE and SmallRye Config in the virtual machine of the tests. */
final class SeApplication implements AutoCloseable {

    private final TestKeyStore keyStore = TestKeyStore.create();
    private final RecordedLog log = new RecordedLog();
    private final Config config;
    private final SeContainer container;
    private final Environment environment;

    private SeApplication(Map<String, String> properties, Class<?>... classes) {
        config = register(properties);
        try {
            container = start(classes);
        } catch (RuntimeException e) {
            release();
            throw e;
        }
        int port = container.select(WebSocketListener.class).get().address().getPort();
        environment = new Environment(() -> port, log::text, keyStore.clientTls());
    }

    /** Starts an application of these classes and their member classes. */
    static SeApplication start(Map<String, String> properties, Class<?>... classes) {
        return new SeApplication(properties, classes);
    }

    private static SeContainer start(Class<?>... classes) {
        Class<?>[] all =
                Arrays.stream(classes)
                        .flatMap(
                                c -> Stream.concat(Stream.of(c), Stream.of(c.getDeclaredClasses())))
                        .toArray(Class<?>[]::new);
        return SeContainerInitializer.newInstance().addBeanClasses(all).initialize();
    }

    private Config register(Map<String, String> properties) {
        Map<String, String> all = new HashMap<>();
        all.put("wss.host", "127.0.0.1");
        all.put("wss.port", "0");
        all.put("wss.tls.key-store.p12.path", keyStore.path().toString());
        all.put("wss.tls.key-store.p12.password", TestKeyStore.PASSWORD);
        all.putAll(properties);
        Config built =
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withSources(new PropertiesConfigSource(all, "application", 100))
                        .build();
        ConfigProviderResolver.instance()
                .registerConfig(built, Thread.currentThread().getContextClassLoader());
        return built;
    }

    Environment environment() {
        return environment;
    }

    /** Ends the application, and fails if a buffer has leaked meanwhile. */
    @Override
    public void close() {
        try {
            container.close();
        } finally {
            release();
        }
        log.assertNoLeak();
    }

    private void release() {
        ConfigProviderResolver.instance().releaseConfig(config);
        log.close();
    }
}
