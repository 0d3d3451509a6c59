package io.postern.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.X509Bundle;
import io.postern.PeerHandshakeRequest;
import io.postern.internal.listener.Pki;
import io.postern.tls.ClientCertificate;
import io.postern.tls.ClientCertificateValidator;
import io.postern.tls.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who the client is, as a parameter of callbacks, in the session, and before there is one. */
@Timeout(60)
class CertificateParameterTest {

    @TempDir Path directory;
    private Pki pki;

    @BeforeEach
    void makeCertificates() throws Exception {
        pki = new Pki(directory);
    }

    private static String describe(
            String callback, Session session, @Nullable ClientCertificate certificate) {
        Principal user = session.getUserPrincipal();
        return callback
                + " of "
                + (user == null ? "nobody" : user.getName())
                + " with "
                + (certificate == null
                        ? "nothing"
                        : certificate.certificate().getSubjectX500Principal().getName());
    }

    @ApplicationScoped
    static class Closings {

        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

        void add(String line) {
            lines.add(line);
        }

        String next() throws InterruptedException {
            return lines.poll(10, TimeUnit.SECONDS);
        }
    }

    /** Every callback, and its parameters not always in the same order. */
    @ServerEndpoint("/every")
    @ApplicationScoped
    public static class Every {

        @Inject Closings closings;

        @OnOpen
        public void open(@Nullable ClientCertificate certificate, Session session)
                throws IOException {
            session.getBasicRemote().sendText(describe("open", session, certificate));
        }

        @OnMessage
        public String message(
                String text, Session session, @Nullable ClientCertificate certificate) {
            if (text.equals("fail")) {
                throw new IllegalArgumentException("as asked");
            }
            return describe(text, session, certificate);
        }

        @OnError
        public void error(
                Throwable thrown, @Nullable ClientCertificate certificate, Session session)
                throws IOException {
            session.getBasicRemote().sendText(describe(thrown.getMessage(), session, certificate));
        }

        @OnClose
        public void close(Session session, @Nullable ClientCertificate certificate) {
            closings.add(
                    "close with " + (certificate == null ? "nothing" : certificate.chain().size()));
        }
    }

    @Test
    void every_callback_is_given_the_certificate_beside_the_principal_of_the_session()
            throws Exception {
        try (MutualTlsApplication application = start(Every.class, Closings.class)) {
            SeApplication.Client alice = application.connect("/every", "alice");

            assertThat(alice.next()).isEqualTo("open of CN=alice with CN=alice");
            assertThat(alice.ask("message")).isEqualTo("message of CN=alice with CN=alice");
            assertThat(alice.ask("fail")).isEqualTo("as asked of CN=alice with CN=alice");
            alice.socket.sendClose(1000, "").join();
            assertThat(application.bean(Closings.class).next()).isEqualTo("close with 2");
        }
    }

    @Test
    void the_parameter_is_null_for_an_anonymous_client() throws Exception {
        try (MutualTlsApplication application = start(Every.class, Closings.class)) {
            SeApplication.Client nobody = application.connect("/every", null);

            assertThat(nobody.next()).isEqualTo("open of nobody with nothing");
            assertThat(nobody.ask("message")).isEqualTo("message of nobody with nothing");
            assertThat(nobody.ask("fail")).isEqualTo("as asked of nobody with nothing");
            nobody.socket.sendClose(1000, "").join();
            assertThat(application.bean(Closings.class).next()).isEqualTo("close with nothing");
        }
    }

    /** Names who has entered, and gives roles. */
    @ApplicationScoped
    static class Staff implements ClientCertificateValidator {

        private record Member(String getName) implements Principal {
            @Override
            public String getName() {
                return getName;
            }
        }

        @Override
        public Verdict validate(ClientCertificate certificate) {
            return Verdict.accept(new Member("a member of staff"), Set.of("staff", "night shift"));
        }
    }

    /** Keeps what the handshake tells of the peer. */
    public static class Keeping extends ServerEndpointConfig.Configurator {

        @Override
        public void modifyHandshake(
                ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            PeerHandshakeRequest peer = (PeerHandshakeRequest) request;
            Principal user = peer.getUserPrincipal();
            config.getUserProperties()
                    .put(
                            "peer",
                            (user == null ? "nobody" : user.getName())
                                    + ", "
                                    + List.of("staff", "night shift", "guest").stream()
                                            .filter(peer::isUserInRole)
                                            .toList());
            X509Certificate[] chain = peer.getUserX509CertificateChain();
            config.getUserProperties().put("chain", chain == null ? "none" : names(chain));
        }

        private static String names(X509Certificate[] chain) {
            return Arrays.stream(chain)
                    .map(certificate -> certificate.getSubjectX500Principal().getName())
                    .toList()
                    .toString();
        }
    }

    @ServerEndpoint(value = "/kept", configurator = Keeping.class)
    @ApplicationScoped
    public static class Kept {

        @OnMessage
        public String tell(String text, Session session) {
            Principal user = session.getUserPrincipal();
            return session.getUserProperties().get("peer")
                    + ", "
                    + session.getUserProperties().get("chain")
                    + ", then "
                    + (user == null ? "nobody" : user.getName());
        }
    }

    @Test
    void a_handshake_shows_the_chain_the_principal_and_the_roles_that_a_validator_gave()
            throws Exception {
        try (MutualTlsApplication application = start(Kept.class, Staff.class)) {
            X509Bundle alice = pki.client("CN=alice");

            assertThat(application.connectWith("/kept", alice).ask("?"))
                    .isEqualTo(
                            "a member of staff, [staff, night shift], [CN=alice, CN=clients], then"
                                    + " a member of staff");
            assertThat(application.connect("/kept", null).ask("?"))
                    .isEqualTo("nobody, [], none, then nobody");
        }
    }

    private MutualTlsApplication start(Class<?>... beans) throws Exception {
        return MutualTlsApplication.start(
                pki, directory, Map.of("wss.tls.client-auth", "optional"), beans);
    }
}
