package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Responders with https addresses. */
@Timeout(60)
class OcspClientTlsTest {

    @RegisterExtension final OcspClients clients = new OcspClients();

    @Test
    void a_responder_over_tls_must_have_the_right_name() throws Exception {
        X509Bundle server = server("localhost");
        OcspResponder responder =
                clients.opened(
                        OcspResponder.overTls(
                                serverContext(server).getServerSocketFactory(),
                                request -> new byte[] {7}));
        SSLContext trusting = clientContext(server);
        assertThat(
                        clients.client(responder.uri("localhost"), trusting)
                                .ask(OcspClients.REQUEST, OcspClients.LONG))
                .containsExactly(7);
        clients.assertRefused(
                        clients.client(responder.uri("127.0.0.1"), trusting), OcspClients.LONG)
                .hasMessageContaining("cannot be asked: SSLHandshakeException");
        assertThat(responder.requests()).hasSize(1);
    }

    @Test
    void and_a_certificate_that_is_trusted() throws Exception {
        X509Bundle server = server("localhost");
        OcspResponder responder =
                clients.opened(
                        OcspResponder.overTls(
                                serverContext(server).getServerSocketFactory(),
                                request -> new byte[] {7}));
        clients.assertRefused(
                        clients.client(
                                responder.uri("localhost"), clientContext(server("localhost"))),
                        OcspClients.LONG)
                .hasMessageContaining("cannot be asked: SSLHandshakeException");
        assertThat(responder.requests()).isEmpty();
    }

    @Test
    void one_that_does_not_speak_tls_is_refused_without_its_words() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Thread speaker = new Thread(() -> speak(server));
            speaker.start();
            URI address = URI.create("https://127.0.0.1:" + server.getLocalPort());
            clients.assertRefused(
                            clients.client(address, SSLContext.getDefault()), OcspClients.LONG)
                    .hasMessage("does not speak TLS")
                    .hasNoCause();
            speaker.join();
        }
    }

    private static void speak(ServerSocket server) {
        try (var connection = server.accept()) {
            OcspClients.write(connection.getOutputStream(), "HTTP/1.1 400 canary\r\n\r\n");
            connection.getInputStream().readAllBytes();
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private static X509Bundle server(String name) throws Exception {
        return new CertificateBuilder()
                .ecp256()
                .subject("CN=" + name)
                .addSanDnsName(name)
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
    }

    private static SSLContext serverContext(X509Bundle server) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(server.toKeyManagerFactory().getKeyManagers(), null, null);
        return context;
    }

    private static SSLContext clientContext(X509Bundle trusted) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trusted.toTrustManagerFactory().getTrustManagers(), null);
        return context;
    }
}
