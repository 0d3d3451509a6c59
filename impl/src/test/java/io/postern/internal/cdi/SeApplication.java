package io.postern.internal.cdi;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.postern.WebSocketListener;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

/** An application on Weld SE and SmallRye Config, with a key store of its own. */
final class SeApplication implements AutoCloseable {

    static final String PASSWORD = "canary-password";

    private final SeContainer container;
    private final Config config;
    private final SSLContext clientTls;

    private SeApplication(SeContainer container, Config config, SSLContext clientTls) {
        this.container = container;
        this.config = config;
        this.clientTls = clientTls;
    }

    /**
     * Starts an application with these beans; {@code properties} go before the usual ones, empty
     * removes.
     */
    static SeApplication start(Path directory, Map<String, String> properties, Class<?>... beans)
            throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("listener", writeKeyStore(directory.resolve("tls.p12")));
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        Config config = register(directory, properties);
        try {
            SeContainer container =
                    SeContainerInitializer.newInstance()
                            .disableDiscovery()
                            .addExtensions(new WssExtension())
                            .addBeanClasses(beans)
                            .initialize();
            return new SeApplication(container, config, tls);
        } catch (RuntimeException e) {
            ConfigProviderResolver.instance().releaseConfig(config);
            throw e;
        }
    }

    private static Config register(Path directory, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>();
        all.put("wss.host", "127.0.0.1");
        all.put("wss.port", "0");
        all.put("wss.tls.key-store.p12.path", directory.resolve("tls.p12").toString());
        all.put("wss.tls.key-store.p12.password", PASSWORD);
        all.putAll(properties);
        all.values().removeIf(String::isEmpty);
        Config config =
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withSources(new PropertiesConfigSource(all, "test.properties", 100))
                        .build();
        ConfigProviderResolver.instance()
                .registerConfig(config, Thread.currentThread().getContextClassLoader());
        return config;
    }

    private static java.security.cert.X509Certificate writeKeyStore(Path file) throws Exception {
        X509Bundle bundle =
                new CertificateBuilder()
                        .subject("CN=localhost")
                        .addSanDnsName("localhost")
                        .setIsCertificateAuthority(true)
                        .ecp256()
                        .buildSelfSigned();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "server",
                bundle.getKeyPair().getPrivate(),
                PASSWORD.toCharArray(),
                new java.security.cert.Certificate[] {bundle.getCertificate()});
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return bundle.getCertificate();
    }

    SeContainer container() {
        return container;
    }

    WebSocketListener listener() {
        return container.select(WebSocketListener.class).get();
    }

    Client connect(String path) {
        return connect(path, clientTls);
    }

    /** Trusts the default listener's certificate. */
    SSLContext clientTls() {
        return clientTls;
    }

    Client connect(String path, SSLContext tls) {
        return connect(path, tls, listener().address().getPort());
    }

    Client connect(String path, SSLContext tls, int port) {
        Client client = new Client();
        client.socket =
                HttpClient.newBuilder()
                        .sslContext(tls)
                        .build()
                        .newWebSocketBuilder()
                        .buildAsync(URI.create("wss://localhost:" + port + path), client)
                        .join();
        return client;
    }

    /** The status with which the listener answers an upgrade request. */
    int status(String path) {
        try {
            connect(path);
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            if (container.isRunning()) {
                container.close();
            }
        } finally {
            ConfigProviderResolver.instance().releaseConfig(config);
        }
    }

    /** A client that collects texts and the close code. */
    static final class Client implements WebSocket.Listener {

        final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        WebSocket socket;

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            received.add(data.toString());
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
            received.add("closed " + code);
            return null;
        }

        String ask(String message) throws InterruptedException {
            socket.sendText(message, true).join();
            return next();
        }

        String next() throws InterruptedException {
            return received.poll(10, java.util.concurrent.TimeUnit.SECONDS);
        }
    }
}
