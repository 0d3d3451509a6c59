package io.postern.internal.config;

import static io.postern.internal.config.Readers.FILE;
import static io.postern.internal.config.Readers.messages;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a further listener takes over from the default one. */
class FallbackTest {

    private static final String[] CLIENTS = {
        "wss.tls.client-auth=required",
        "wss.tls.trust-store.pem.certs=/etc/chat/ca.pem",
        "wss.tls.path-validation=validators",
        "wss.tls.revocation=crl",
        "wss.tls.crl.path=/etc/chat/crl",
        "wss.tls.principal=cn",
        "wss.tls.client-auth-timeout=2s",
        "wss.tls.on-trust-change=close"
    };

    @Test
    void what_it_leaves_out_is_taken_over_but_name_and_port() {
        Reading reading = read("wss.host=localhost", "wss.max-message-size=1m");
        ListenerConfig ours = reading.listeners().get(0);
        ListenerConfig devices = devices(reading);
        SocketConfig socket = ours.socket();
        assertThat(devices)
                .isEqualTo(
                        new ListenerConfig(
                                "devices",
                                new SocketConfig(
                                        "localhost",
                                        8445,
                                        socket.backlog(),
                                        socket.maxConnections(),
                                        socket.maxConnectionsPerAddress()),
                                ours.negotiation(),
                                ours.tls(),
                                ours.upgrade(),
                                ours.session()));
    }

    @Test
    void what_it_has_itself_is_its_own_and_leaves_the_others_alone() {
        Reading reading =
                read(
                        "wss.max-connections=7",
                        "wss.idle-timeout=1m",
                        "wss.devices.max-connections=5",
                        "wss.devices.idle-timeout=none",
                        "wss.devices.context-path=");
        assertThat(reading.listeners().get(0).socket().maxConnections()).isEqualTo(7);
        assertThat(devices(reading).socket().maxConnections()).isEqualTo(5);
        assertThat(devices(reading).session().silence().idleTimeout()).isZero();
        assertThat(devices(reading).upgrade().contextPath()).isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wss.devices.tls.key-store.p12.path=b.p12",
                "wss.devices.tls.key-store.p12.alias=other",
                "wss.devices.tls.key-store.p12.password=other"
            })
    void one_key_of_a_key_store_takes_over_no_other(String line) {
        assertThat(read(line).problems())
                .isNotEmpty()
                .allSatisfy(
                        problem ->
                                assertThat(problem.key())
                                        .startsWith("wss.devices.tls.key-store.p12."));
    }

    @Test
    void a_certificate_of_its_own_excludes_that_of_the_default_listener() {
        assertThat(
                        sources(
                                read(
                                        "wss.devices.tls.key-store.pem.cert=a.pem",
                                        "wss.devices.tls.key-store.pem.key=a.key")))
                .singleElement()
                .isEqualTo(
                        new PemConfig(
                                new PemLocation.InFile(Path.of("a.pem")),
                                new PemLocation.InFile(Path.of("a.key")),
                                Optional.empty(),
                                "wss.devices.tls.key-store.pem"));
        assertThat(sources(read("wss.devices.tls.self-signed=true")))
                .containsExactly(new SelfSigned(Path.of("/home/ann/.postern")));
        assertThat(
                        sources(
                                read(
                                        "wss.devices.tls.key-store.pem.1.cert=a.pem",
                                        "wss.devices.tls.key-store.pem.1.key=a.key",
                                        "wss.devices.tls.key-store.pem.2.cert=b.pem",
                                        "wss.devices.tls.key-store.pem.2.key=b.key")))
                .hasSize(2);
    }

    @Test
    void numbered_pairs_are_taken_over_together_or_not_at_all() {
        String[] pairs = {
            "wss.listeners=devices",
            "wss.devices.port=1",
            "wss.tls.key-store.pem.1.cert=a.pem",
            "wss.tls.key-store.pem.1.key=a.key",
            "wss.tls.key-store.pem.2.cert=b.pem",
            "wss.tls.key-store.pem.2.key=b.key"
        };
        assertThat(sources(Readers.read(pairs))).hasSize(2);
        assertThat(messages(Readers.read(with(pairs, "wss.devices.tls.key-store.pem.3.key=c"))))
                .containsExactly(
                        "wss.devices.tls.key-store.pem.3.key=c (from "
                                + FILE
                                + "): has no effect without wss.devices.tls.key-store.pem.1.cert:"
                                + " pairs are numbered from 1 without a gap; set that, too, or"
                                + " change this number");
    }

    @Test
    void a_pair_behind_a_gap_that_is_taken_over_is_reported_once() {
        assertThat(
                        Readers.read(
                                        "wss.listeners=devices",
                                        "wss.devices.port=1",
                                        "wss.tls.key-store.pem.2.cert=b.pem")
                                .problems())
                .extracting(ConfigProblem::key)
                .containsExactly("wss.tls.key-store.pem.2.cert");
    }

    @Test
    void self_signed_without_a_key_store_excludes_the_default_one_even_as_false() {
        assertThat(read("wss.devices.tls.self-signed=false").problems())
                .extracting(ConfigProblem::key)
                .containsExactly("wss.devices.tls.key-store.p12.path");
    }

    @Test
    void client_checks_are_taken_over() {
        Reading reading = read(CLIENTS);
        ListenerConfig ours = reading.listeners().get(0);
        assertThat(ours.tls().clients().mode()).isEqualTo(ClientAuth.REQUIRED);
        assertThat(devices(reading).tls()).isEqualTo(ours.tls());
    }

    @Test
    void a_trust_store_of_its_own_excludes_that_of_the_default_listener() {
        Reading reading =
                read(
                        with(
                                CLIENTS,
                                "wss.devices.tls.trust-store.p12.path=t.p12",
                                "wss.devices.tls.trust-store.p12.password=changeit"));
        assertThat(devices(reading).tls().clients().trust().orElseThrow())
                .isInstanceOf(TrustSource.InKeyStore.class);
        assertThat(read(with(CLIENTS, "wss.devices.tls.trust-store.p12.path=t")).problems())
                .extracting(ConfigProblem::key)
                .containsExactly("wss.devices.tls.trust-store.p12.password");
    }

    @Test
    void without_client_certificates_the_checks_that_it_would_take_over_have_no_effect() {
        Reading reading = read(with(CLIENTS, "wss.devices.tls.client-auth=None"));
        assertThat(reading.problems()).isEmpty();
        TlsConfig tls = devices(reading).tls();
        assertThat(tls.clients()).isEqualTo(ClientAuthConfig.NONE);
        assertThat(tls.reload().onTrustChange()).isEqualTo(OnTrustChange.KEEP);
        assertThat(reading.listeners().get(0).tls().clients().mode())
                .isEqualTo(ClientAuth.REQUIRED);
    }

    @ParameterizedTest
    @CsvSource({
        "tls.trust-store.pem.certs=a",
        "tls.path-validation=required",
        "tls.revocation=none",
        "tls.principal=cn",
        "tls.client-auth-timeout=1s",
        "tls.on-trust-change=close"
    })
    void without_client_certificates_checks_of_its_own_are_refused(String line) {
        String own = "wss.devices." + line;
        assertThat(messages(read(with(CLIENTS, "wss.devices.tls.client-auth=none", own))))
                .containsExactly(
                        own
                                + " (from "
                                + FILE
                                + "): has no effect with wss.devices.tls.client-auth=none (from "
                                + FILE
                                + "), by which no client is asked for a certificate; set that to"
                                + " optional or required, or remove this");
    }

    @Test
    void the_cure_is_a_key_of_the_listener_and_not_the_one_that_others_have_as_well() {
        assertThat(messages(read("wss.tls.client-auth=none", "wss.devices.tls.principal=cn")))
                .containsExactly(
                        "wss.devices.tls.principal=cn (from "
                                + FILE
                                + "): has no effect with wss.tls.client-auth=none (from "
                                + FILE
                                + "), by which no client is asked for a certificate; set"
                                + " wss.devices.tls.client-auth to optional or required, or remove"
                                + " this");
    }

    @Test
    void a_revocation_of_its_own_needs_its_own_lists_or_responder() {
        Reading reading = read(with(CLIENTS, "wss.devices.tls.revocation=none"));
        assertThat(reading.problems()).isEmpty();
        assertThat(devices(reading).tls().clients().path().revocation())
                .isEqualTo(new Revocation.None());
        assertThat(read(with(CLIENTS, "wss.devices.tls.revocation=crl")).problems())
                .extracting(ConfigProblem::key)
                .containsExactly("wss.devices.tls.crl.path");
        assertThat(
                        devices(read(with(CLIENTS, "wss.devices.tls.crl.path=b.crl")))
                                .tls()
                                .clients()
                                .path()
                                .revocation())
                .isEqualTo(new Revocation.Crl(Path.of("b.crl")));
    }

    @Test
    void client_certificates_of_one_listener_alone_change_nothing_for_the_others() {
        Reading reading =
                read(
                        "wss.devices.tls.client-auth=required",
                        "wss.devices.tls.trust-store.pem.certs=/etc/chat/ca.pem");
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.listeners().get(0).tls().clients()).isEqualTo(ClientAuthConfig.NONE);
        assertThat(reading.listeners().get(0).tls().policy().resumption()).isTrue();
        assertThat(devices(reading).tls().clients().mode()).isEqualTo(ClientAuth.REQUIRED);
        assertThat(devices(reading).tls().policy().resumption()).isFalse();
    }

    @Test
    void a_missing_trust_store_is_asked_for_with_the_keys_of_the_listener() {
        assertThat(messages(read("wss.devices.tls.client-auth=optional")))
                .singleElement()
                .asString()
                .startsWith("wss.devices.tls.client-auth=optional (from " + FILE + "): needs")
                .contains("set wss.devices.tls.trust-store.pem.certs to")
                .contains("wss.devices.tls.path-validation=validators");
    }

    @Test
    void derived_defaults_follow_the_values_of_the_listener() {
        Reading reading =
                read(
                        "wss.tls.client-auth=required",
                        "wss.tls.trust-store.pem.certs=ca.pem",
                        "wss.devices.negotiation.timeout=4s",
                        "wss.devices.max-message-size=1m");
        assertThat(devices(reading).tls().clients().timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(devices(reading).session().messages().maxFrameSize()).isEqualTo(1 << 20);
    }

    private static Reading read(String... lines) {
        return Readers.readWithKeyStore(
                with(lines, "wss.listeners=devices", "wss.devices.port=8445"));
    }

    private static String[] with(String[] lines, String... more) {
        return Stream.concat(Stream.of(lines), Stream.of(more)).toArray(String[]::new);
    }

    private static ListenerConfig devices(Reading reading) {
        assertThat(reading.problems()).isEmpty();
        return reading.listeners().get(1);
    }

    private static List<KeySource> sources(Reading reading) {
        return devices(reading).tls().certificates().sources();
    }
}
