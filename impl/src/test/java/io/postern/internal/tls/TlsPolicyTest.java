package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netty.buffer.ByteBuf;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.postern.internal.config.TlsPolicy;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.config.TlsVersion;
import io.postern.internal.upgrade.SecuredPeer;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a policy allows is negotiated, and nothing else. */
class TlsPolicyTest {

    private static final TlsPolicy STANDARD = TlsPolicy.standard();

    private final TlsMaterial material;

    TlsPolicyTest() throws Exception {
        material = TestMaterial.selfSigned();
    }

    @FunctionalInterface
    private interface Client {
        TlsPeer trusting(X509Certificate certificate) throws Exception;
    }

    /** How the handshake of a client with a listener of this policy ends. */
    private TlsOutcome handshake(TlsProvider engine, TlsPolicy policy, Client client)
            throws Exception {
        Tls tls = TestTls.open(engine, policy, material);
        try (TlsChannel server = new TlsChannel(tls);
                TlsPeer peer = client.trusting(material.certificate())) {
            peer.talkTo(server);
            assertThat(server.outcomes).hasSize(1);
            return server.outcomes.get(0);
        } finally {
            tls.close();
        }
    }

    private static TlsPolicy versions(TlsVersion... versions) {
        return new TlsPolicy(List.of(versions), STANDARD.cipherSuites(), List.of(), true);
    }

    private static TlsPolicy groups(String... groups) {
        return new TlsPolicy(STANDARD.versions(), STANDARD.cipherSuites(), List.of(groups), true);
    }

    @ParameterizedTest
    @CsvSource({
        "OPENSSL, TLS_1_3, TLSv1.3, true",
        "OPENSSL, TLS_1_3, TLSv1.2, false",
        "OPENSSL, TLS_1_2, TLSv1.2, true",
        "OPENSSL, TLS_1_2, TLSv1.3, false",
        "JDK, TLS_1_3, TLSv1.3, true",
        "JDK, TLS_1_3, TLSv1.2, false",
        "JDK, TLS_1_2, TLSv1.2, true",
        "JDK, TLS_1_2, TLSv1.3, false"
    })
    void only_the_configured_version_is_spoken(
            TlsProvider engine, TlsVersion configured, String offered, boolean secured)
            throws Exception {
        TlsOutcome outcome =
                handshake(engine, versions(configured), trusted -> TlsPeer.jdk(offered, trusted));
        assertThat(outcome instanceof TlsOutcome.Secured).isEqualTo(secured);
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void of_tls_1_2_only_the_configured_suite_is_taken(TlsProvider engine) throws Exception {
        String suite = "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384";
        TlsPolicy policy =
                new TlsPolicy(List.of(TlsVersion.TLS_1_2), List.of(suite), List.of(), true);
        assertThat(handshake(engine, policy, trusted -> TlsPeer.jdk("TLSv1.2", trusted)))
                .isEqualTo(new TlsOutcome.Secured("TLSv1.2", suite, SecuredPeer.ANONYMOUS));
    }

    @Test
    void boringssl_has_the_hybrid_group_without_being_told() throws Exception {
        assertThat(
                        handshake(
                                TlsProvider.OPENSSL,
                                STANDARD,
                                trusted -> TlsPeer.withGroups(trusted, "X25519MLKEM768")))
                .isInstanceOf(TlsOutcome.Secured.class);
    }

    @ParameterizedTest
    @CsvSource({"P-384, true", "P-256, false", "X25519, false"})
    void boringssl_takes_the_configured_group_alone(String offered, boolean secured)
            throws Exception {
        TlsOutcome outcome =
                handshake(
                        TlsProvider.OPENSSL,
                        groups("secp384r1"),
                        trusted -> TlsPeer.withGroups(trusted, offered));
        assertThat(outcome instanceof TlsOutcome.Secured).isEqualTo(secured);
    }

    @ParameterizedTest
    @CsvSource({"P-384, true", "P-256, false"})
    void so_does_the_jdk_where_it_can_be_told(String offered, boolean secured) throws Exception {
        assumeThat(jdkCanBeTold()).isTrue();
        TlsOutcome outcome =
                handshake(
                        TlsProvider.JDK,
                        groups("secp384r1"),
                        trusted -> TlsPeer.withGroups(trusted, offered));
        assertThat(outcome instanceof TlsOutcome.Secured).isEqualTo(secured);
    }

    @Test
    void where_the_jdk_cannot_be_told_the_listener_does_not_open() {
        assumeThat(jdkCanBeTold()).isFalse();
        assertThatThrownBy(() -> TestTls.open(TlsProvider.JDK, groups("x25519"), material))
                .isInstanceOf(TlsMaterialException.class)
                .hasMessageContaining("wss.tls.groups is set to x25519")
                .hasMessageContaining("version 20 or later");
    }

    private static boolean jdkCanBeTold() {
        return List.of(SSLParameters.class.getMethods()).stream()
                .anyMatch(method -> method.getName().equals("setNamedGroups"));
    }

    /** RFC 5246 section 7.4.1.1; by itself the JDK's engine lets a client resume its session. */
    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void a_client_cannot_renegotiate(TlsProvider engine) throws Exception {
        Tls tls = TestTls.open(engine, material);
        try (TlsChannel server = new TlsChannel(tls);
                TlsPeer peer = TlsPeer.jdk("TLSv1.2", material.certificate())) {
            peer.talkTo(server);
            assertThat(server.outcomes).hasSize(1).allMatch(TlsOutcome.Secured.class::isInstance);
            Future<?> renegotiation = peer.channel.pipeline().get(SslHandler.class).renegotiate();
            ByteBuf hello = peer.channel.readOutbound();
            assertThatThrownBy(() -> server.channel.writeInbound(hello))
                    .as("what makes a later step close the connection")
                    .hasMessageContaining("renegotiation");
            assertThat(server.sent()).isEmpty();
            assertThat(renegotiation.isSuccess()).isFalse();
            assertThat(server.outcomes).as("no second outcome").hasSize(1);
        } finally {
            tls.close();
        }
    }
}
