package io.postern.internal.listener;

import static io.postern.RefusalReason.CLIENT_CERTIFICATE_EXPIRED;
import static io.postern.RefusalReason.CLIENT_CERTIFICATE_REFUSED;
import static io.postern.RefusalReason.CLIENT_CERTIFICATE_UNTRUSTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.pkitesting.X509Bundle;
import io.postern.internal.config.ClientAuth;
import io.postern.internal.config.TlsPolicy;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.tls.NamedValidator;
import io.postern.tls.ClientCertificateValidator;
import io.postern.tls.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may resume a TLS session, and as whom; on both engines and with both versions of TLS. */
@Timeout(60)
class ResumptionTest {

    private static final String ENGINES =
            "io.postern.internal.listener.ClientCertificateTest#engines";

    /** All connections of a client are to it connections to this port. */
    private static final int MARK = 443;

    @TempDir Path directory;
    private Pki pki;
    private X509Bundle alice;

    @BeforeEach
    void makeCertificates() throws Exception {
        pki = new Pki(directory);
        alice = pki.client("CN=alice");
    }

    private TestListener open(
            TlsProvider engine,
            UnaryOperator<Pki.Settings> change,
            ClientCertificateValidator... validators)
            throws Exception {
        return TestListener.open(
                pki.listener(engine, change),
                Stream.of(validators).map(v -> new NamedValidator("a test", v)).toList(),
                ClientCertificateTest.Who.class);
    }

    /** What {@code wss.tls.resumption} may say. */
    private static UnaryOperator<Pki.Settings> with(ClientAuth mode, boolean resumption) {
        return settings -> {
            settings.mode = mode;
            settings.policy = Pki.Settings.policy(resumption);
            settings.interval = Optional.of(Duration.ofMillis(100));
            return settings;
        };
    }

    /** Enters and gives what {@code Who} said, and the session. */
    private record Visit(String who, SSLSession session) {

        static Visit of(TestListener listener, SSLContext tls, String version) throws IOException {
            try (RawClient client = RawClient.connect(listener, tls, MARK, version)) {
                Caller.upgrade(client, "/who");
                return new Visit(client.readFrame().text(), client.tlsSession());
            }
        }

        /** The next session, if it is a new one, begins at another time. */
        void awaitTick() {
            await().pollInterval(Duration.ofMillis(1))
                    .until(() -> System.currentTimeMillis() > session.getCreationTime());
        }

        /** A client's session that is resumed keeps the time at which the first began. */
        boolean resumed(Visit earlier) {
            return session.getCreationTime() == earlier.session.getCreationTime();
        }
    }

    private static Visit second(Visit first, TestListener listener, SSLContext tls, String version)
            throws IOException {
        first.awaitTick();
        return Visit.of(listener, tls, version);
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void a_client_that_is_asked_for_no_certificate_resumes(TlsProvider engine, String version)
            throws Exception {
        try (TestListener listener =
                open(
                        engine,
                        settings -> {
                            settings.policy = TlsPolicy.standard();
                            settings.mode = ClientAuth.NONE;
                            return settings;
                        })) {
            SSLContext tls = pki.clientTls(null);
            Visit first = Visit.of(listener, tls, version);
            Visit second = second(first, listener, tls, version);
            assertThat(second.resumed(first)).isTrue();
            assertThat(second.who()).isEqualTo("nobody|0");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void nobody_resumes_where_it_is_off(TlsProvider engine, String version) throws Exception {
        for (ClientAuth mode : ClientAuth.values()) {
            try (TestListener listener = open(engine, with(mode, false))) {
                SSLContext tls = pki.clientTls(alice);
                Visit first = Visit.of(listener, tls, version);
                for (int again = 0; again < 2; again++) {
                    Visit next = second(first, listener, tls, version);
                    assertThat(next.resumed(first)).as("client-auth=%s", mode).isFalse();
                    assertThat(next.who()).isEqualTo(first.who());
                    first = next;
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void the_client_of_a_resumed_session_is_checked_again_before_101(
            TlsProvider engine, String version) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        ClientCertificateValidator twice =
                certificate -> {
                    int times = asked.incrementAndGet();
                    return times <= 2
                            ? Verdict.accept(() -> "alice, visit " + times)
                            : Verdict.refuse("three times is once too often");
                };
        try (TestListener listener = open(engine, with(ClientAuth.REQUIRED, true), twice)) {
            SSLContext tls = pki.clientTls(alice);
            Visit first = Visit.of(listener, tls, version);
            assertThat(first.who()).isEqualTo("alice, visit 1|2");
            Visit second = second(first, listener, tls, version);
            assertThat(second.resumed(first)).isTrue();
            assertThat(second.who()).isEqualTo("alice, visit 2|2");
            second.awaitTick();
            try (RawClient third = RawClient.connect(listener, tls, MARK, version)) {
                assertThat(new Visit("", third.tlsSession()).resumed(second)).isTrue();
                assertThatThrownBy(() -> Caller.upgrade(third, "/who"))
                        .isInstanceOf(IOException.class)
                        .hasMessageNotContaining("expected 101");
            }
            await().untilAsserted(
                            () -> assertThat(listener.refused(CLIENT_CERTIFICATE_REFUSED)).isOne());
            assertThat(asked).hasValue(3);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void a_client_without_certificate_resumes_as_nobody_where_one_is_optional(
            TlsProvider engine, String version) throws Exception {
        try (TestListener listener = open(engine, with(ClientAuth.OPTIONAL, true))) {
            SSLContext tls = pki.clientTls(null);
            Visit first = Visit.of(listener, tls, version);
            Visit second = second(first, listener, tls, version);
            assertThat(second.resumed(first)).isTrue();
            assertThat(second.who()).isEqualTo("nobody|0");
        }
    }

    /** With both versions at once, for it has to be waited for. */
    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void a_session_is_not_resumed_past_the_end_of_the_certificate(TlsProvider engine)
            throws Exception {
        try (TestListener listener = open(engine, with(ClientAuth.REQUIRED, true))) {
            Instant end = Instant.now().plusSeconds(4);
            X509Bundle ending = pki.client("CN=alice", builder -> builder.notAfter(end));
            Map<String, SSLContext> clients =
                    Map.of("TLSv1.3", pki.clientTls(ending), "TLSv1.2", pki.clientTls(ending));
            for (Map.Entry<String, SSLContext> one : clients.entrySet()) {
                Visit first = Visit.of(listener, one.getValue(), one.getKey());
                Visit second = second(first, listener, one.getValue(), one.getKey());
                assertThat(second.resumed(first)).as(one.getKey()).isTrue();
            }
            await().until(() -> Instant.now().isAfter(end));
            clients.forEach(
                    (version, tls) ->
                            assertThatThrownBy(() -> Visit.of(listener, tls, version))
                                    .isInstanceOf(IOException.class));
            await().untilAsserted(
                            () ->
                                    assertThat(listener.refused(CLIENT_CERTIFICATE_EXPIRED))
                                            .isEqualTo(clients.size()));
        }
    }

    /** Of Go; its servers let clients resume whose authority was not trusted any more. */
    @ParameterizedTest
    @MethodSource(ENGINES)
    void golang_77217_a_session_is_not_resumed_after_its_authority_was_removed(
            TlsProvider engine, String version) throws Exception {
        X509Bundle others = Pki.authority("CN=others");
        try (TestListener listener = open(engine, with(ClientAuth.REQUIRED, true))) {
            Caller caller = new Caller(listener, pki, version);
            SSLContext tls = pki.clientTls(alice);
            Visit first = Visit.of(listener, tls, version);
            assertThat(second(first, listener, tls, version).resumed(first)).isTrue();
            pki.trust(others.getCertificate());
            caller.awaitReloads(1);
            assertThatThrownBy(() -> Visit.of(listener, tls, version))
                    .isInstanceOf(IOException.class);
            await().untilAsserted(
                            () ->
                                    assertThat(listener.refused(CLIENT_CERTIFICATE_UNTRUSTED))
                                            .isOne());
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void after_any_reload_a_full_handshake_is_made(TlsProvider engine, String version)
            throws Exception {
        X509Bundle others = Pki.authority("CN=others");
        try (TestListener listener = open(engine, with(ClientAuth.REQUIRED, true))) {
            Caller caller = new Caller(listener, pki, version);
            SSLContext tls = pki.clientTls(alice);
            Visit first = Visit.of(listener, tls, version);
            pki.trust(pki.clientAuthority.getCertificate(), others.getCertificate());
            caller.awaitReloads(1);
            Visit second = second(first, listener, tls, version);
            assertThat(second.resumed(first)).isFalse();
            pki.serve("localhost");
            caller.awaitReloads(2);
            Visit third = second(second, listener, tls, version);
            assertThat(third.resumed(second)).isFalse();
            assertThat(second(third, listener, tls, version).resumed(third)).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void a_session_of_one_listener_is_not_resumed_by_another(TlsProvider engine, String version)
            throws Exception {
        UnaryOperator<Pki.Settings> resuming = with(ClientAuth.REQUIRED, true);
        try (TestListener one = open(engine, resuming);
                TestListener other = open(engine, resuming)) {
            SSLContext tls = pki.clientTls(alice);
            Visit first = Visit.of(one, tls, version);
            Visit elsewhere = second(first, other, tls, version);
            assertThat(elsewhere.resumed(first)).isFalse();
            assertThat(elsewhere.who()).isEqualTo("CN=alice|2");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void sessions_are_resumed_while_many_clients_come_at_once(TlsProvider engine, String version)
            throws Exception {
        try (TestListener listener = open(engine, with(ClientAuth.REQUIRED, true))) {
            Caller caller = new Caller(listener, pki, version);
            Crowd crowd = new Crowd(List.of(caller, caller, caller), alice);
            try (crowd) {
                await().until(() -> crowd.entered() > 60 || !crowd.turnedAway().isEmpty());
            }
            assertThat(crowd.turnedAway()).isEmpty();
        }
    }
}
