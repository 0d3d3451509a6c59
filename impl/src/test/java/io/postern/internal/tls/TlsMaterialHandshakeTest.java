package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The development certificate in real handshakes, with a client that trusts nothing else. */
@Timeout(60)
class TlsMaterialHandshakeTest {

    @TempDir static Path directory;
    private static SSLContext serverContext;
    private final ExecutorService acceptor = Executors.newSingleThreadExecutor();
    private SSLServerSocket server;

    @BeforeAll
    static void make_the_certificate() throws Exception {
        serverContext =
                serverContext(new DevelopmentCertificate(directory, Clock.systemUTC()).load());
    }

    @BeforeEach
    void open_a_server() throws Exception {
        server =
                (SSLServerSocket)
                        serverContext
                                .getServerSocketFactory()
                                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close_the_server() throws Exception {
        server.close();
        acceptor.shutdownNow();
        assertThat(acceptor.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "::1"})
    void a_client_that_trusts_the_pem_file_accepts_the_local_names(String name) throws Exception {
        Future<Integer> served = acceptor.submit(this::serveOneByte);

        try (SSLSocket client = connect(name)) {
            client.startHandshake();
            assertThat(client.getSession().getProtocol()).isEqualTo("TLSv1.3");
            client.getOutputStream().write(42);
        }

        assertThat(served.get(20, TimeUnit.SECONDS)).isEqualTo(42);
    }

    @Test
    void a_client_refuses_it_for_any_other_name() throws Exception {
        Future<Integer> served = acceptor.submit(this::serveOneByte);

        try (SSLSocket client = connect("chat.example")) {
            assertThatThrownBy(client::startHandshake)
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("chat.example");
        }

        // It reads the alert, or writes where nobody reads any more.
        assertThatThrownBy(() -> served.get(20, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(IOException.class);
    }

    private int serveOneByte() throws Exception {
        try (Socket accepted = server.accept()) {
            return accepted.getInputStream().read();
        }
    }

    /** Reaches the server over IPv4 and verifies its certificate for the name given. */
    private SSLSocket connect(String name) throws Exception {
        Socket plain = new Socket(server.getInetAddress(), server.getLocalPort());
        SSLSocket client =
                (SSLSocket)
                        clientContext()
                                .getSocketFactory()
                                .createSocket(plain, name, server.getLocalPort(), true);
        SSLParameters parameters = client.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        client.setSSLParameters(parameters);
        return client;
    }

    private static SSLContext serverContext(TlsMaterial material) throws Exception {
        KeyStore store = emptyStore();
        Certificate[] chain = material.chain().toArray(Certificate[]::new);
        store.setKeyEntry("server", material.key(), new char[0], chain);
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private SSLContext clientContext() throws Exception {
        KeyStore store = emptyStore();
        try (InputStream in = Files.newInputStream(directory.resolve("localhost.crt"))) {
            store.setCertificateEntry(
                    "localhost", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore emptyStore() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
