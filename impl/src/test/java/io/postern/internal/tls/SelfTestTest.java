package io.postern.internal.tls;

import static io.postern.internal.tls.KeyStoreFiles.certificate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.X509Bundle;
import io.postern.internal.config.ClientAuth;
import io.postern.internal.config.TlsPolicy;
import io.postern.internal.config.TlsVersion;
import io.postern.internal.config.UnmatchedName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SelfTestTest {

    private static final List<SslProvider> ENGINES =
            List.of(SslProvider.JDK, SslProvider.OPENSSL_REFCNT);

    private static X509Bundle server;
    private static X509Bundle other;

    private final TrialServer made = new TrialServer();

    @BeforeAll
    static void make_two_certificates() throws Exception {
        server = certificate("chat.example").buildSelfSigned();
        other = certificate("other.example").buildSelfSigned();
    }

    @AfterEach
    void every_engine_has_been_released() {
        made.assertReleased();
    }

    static Stream<Arguments> engines_versions_and_modes() {
        return ENGINES.stream()
                .flatMap(
                        engine ->
                                Stream.of(TlsVersion.values())
                                        .flatMap(
                                                version ->
                                                        Stream.of(ClientAuth.values())
                                                                .map(
                                                                        mode ->
                                                                                Arguments.of(
                                                                                        engine,
                                                                                        version,
                                                                                        mode))));
    }

    @ParameterizedTest
    @MethodSource("engines_versions_and_modes")
    void an_engine_that_does_as_configured_passes(
            SslProvider engine, TlsVersion version, ClientAuth mode) throws Exception {
        made.open(engine, mode, server);
        assertThat(test(mode, version).run(made)).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("engines_versions_and_modes")
    void an_engine_that_does_otherwise_is_found_out(
            SslProvider engine, TlsVersion version, ClientAuth configured) throws Exception {
        for (ClientAuth done : ClientAuth.values()) {
            if (done != configured) {
                made.open(engine, done, server);
                assertThatThrownBy(() -> test(configured, version).run(made))
                        .isInstanceOf(TlsMaterialException.class)
                        .hasMessageContaining(version.protocol())
                        .hasMessageContaining(expected(configured, done));
            }
        }
    }

    private static String expected(ClientAuth configured, ClientAuth done) {
        return switch (configured) {
            case NONE ->
                    done == ClientAuth.OPTIONAL
                            ? "was asked for a certificate, although wss.tls.client-auth=none"
                            : "failed: the listener: ";
            case OPTIONAL ->
                    done == ClientAuth.NONE
                            ? "was not asked for a certificate, although"
                                    + " wss.tls.client-auth=optional"
                            : "failed: the listener: ";
            case REQUIRED ->
                    done == ClientAuth.NONE
                            ? "was not asked for a certificate, although"
                                    + " wss.tls.client-auth=required"
                            : "a client without a certificate was served, although";
        };
    }

    @ParameterizedTest
    @MethodSource("engines_versions_and_modes")
    void another_certificate_than_the_new_one_is_named(
            SslProvider engine, TlsVersion version, ClientAuth mode) throws Exception {
        made.open(engine, mode, other);
        assertThatThrownBy(() -> test(mode, version).run(made))
                .isInstanceOf(TlsMaterialException.class)
                .hasMessageContaining("failed: the client: ")
                .hasMessageContaining("the server presents 'CN=other.example'")
                .hasMessageContaining("instead of 'CN=chat.example'");
    }

    @ParameterizedTest
    @EnumSource
    void a_key_of_another_certificate_is_no_refusal_of_the_client(TlsVersion version)
            throws Exception {
        made.open(
                new SelectingKeyManager(
                        new CertificateSelector(
                                List.of(
                                        new TlsMaterial(
                                                other.getKeyPair().getPrivate(),
                                                List.of(server.getCertificate()),
                                                "a test")),
                                UnmatchedName.DEFAULT)),
                ClientAuth.REQUIRED);
        assertThatThrownBy(() -> test(ClientAuth.REQUIRED, version).run(made))
                .isInstanceOf(TlsMaterialException.class)
                .hasMessageContaining("failed: the client: ")
                .hasMessageContaining("ignature");
    }

    @Test
    void a_version_that_is_missing_fails() throws Exception {
        made.open(SslProvider.JDK, ClientAuth.NONE, server);
        made.onlyVersion("TLSv1.2");
        SelfTest both = test(ClientAuth.NONE, TlsVersion.values());
        assertThatThrownBy(() -> both.run(made))
                .isInstanceOf(TlsMaterialException.class)
                .hasMessageContaining("(TLSv1.3, no server name) failed: the listener: ");
    }

    @Test
    void an_engine_that_cannot_be_made_fails() {
        assertThatThrownBy(
                        () ->
                                test(ClientAuth.NONE, TlsVersion.TLS_1_3)
                                        .run(
                                                () -> {
                                                    throw new IllegalStateException("no engine");
                                                }))
                .isInstanceOf(TlsMaterialException.class)
                .hasMessageContaining("failed: the listener: no engine.")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void each_name_gets_its_handshakes_with_a_name_that_a_wildcard_matches() throws Exception {
        made.openNamed(name -> name.equals("postern-self-test.other.example") ? other : server);
        SelfTest test =
                new SelfTest(
                        TlsPolicy.standard(),
                        ClientAuth.NONE,
                        List.of(
                                SelfTest.Target.unnamed(server.getCertificate()),
                                target("*.other.example", other),
                                target("no_client_asks_for.this.example", other)));
        assertThat(test.run(made)).isEqualTo(4);

        made.openNamed(name -> server);
        assertThatThrownBy(() -> test.run(made))
                .hasMessageContaining("the server name 'postern-self-test.other.example'")
                .hasMessageContaining("presents 'CN=chat.example'");
    }

    @Test
    void with_tls_1_2_each_kind_of_key_is_tried() throws Exception {
        X509Bundle rsa = certificate("rsa.example").rsa2048().buildSelfSigned();
        SelfTest test =
                new SelfTest(
                        TlsPolicy.standard(),
                        ClientAuth.NONE,
                        List.of(
                                new SelfTest.Target(
                                        Optional.empty(),
                                        List.of(server.getCertificate(), rsa.getCertificate()))));
        made.openWithStore(server, rsa);
        assertThat(test.run(made)).isEqualTo(3);

        made.openWithStore(server);
        assertThatThrownBy(() -> test.run(made))
                .isInstanceOf(TlsMaterialException.class)
                .hasMessageContaining("TLSv1.2");
    }

    @Test
    void what_the_runtime_s_client_does_not_speak_is_not_tried() throws Exception {
        made.open(SslProvider.JDK, ClientAuth.NONE, server);
        TlsPolicy standard = TlsPolicy.standard();
        List<SelfTest.Target> targets = List.of(SelfTest.Target.unnamed(server.getCertificate()));
        TlsPolicy hybrid =
                new TlsPolicy(
                        standard.versions(),
                        standard.cipherSuites(),
                        List.of("X25519MLKEM768"),
                        false);
        TlsPolicy unknown =
                new TlsPolicy(
                        List.of(TlsVersion.TLS_1_3), List.of("TLS_SM4_GCM_SM3"), List.of(), false);
        assertThat(new SelfTest(hybrid, ClientAuth.NONE, targets).run(made)).isZero();
        assertThat(new SelfTest(unknown, ClientAuth.NONE, targets).run(made)).isZero();
    }

    private static SelfTest test(ClientAuth mode, TlsVersion... versions) {
        TlsPolicy standard = TlsPolicy.standard();
        return new SelfTest(
                new TlsPolicy(List.of(versions), standard.cipherSuites(), List.of(), true),
                mode,
                List.of(SelfTest.Target.unnamed(server.getCertificate())));
    }

    private static SelfTest.Target target(String name, X509Bundle expected) {
        return new SelfTest.Target(Optional.of(name), List.of(expected.getCertificate()));
    }
}
