package io.postern.internal.config;

import static io.postern.internal.config.Readers.FILE;
import static io.postern.internal.config.Readers.messages;
import static io.postern.internal.config.Readers.readWithKeyStore;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownKeysTest {

    @ParameterizedTest
    @CsvSource({
        "wss.prot, wss.port",
        "wss.max-conections, wss.max-connections",
        "wss.maxMessageSize, wss.max-message-size",
        "wss.idletimeout, wss.idle-timeout",
        "wss.negotiation.queueCapacity, wss.negotiation.queue-capacity",
        "wss.tls.keystore.p12.path, wss.tls.key-store.p12.path",
        "wss.tls.key.store.p12.path, wss.tls.key-store.p12.path",
        "wss.tls.key-store.p12.passwort, wss.tls.key-store.p12.password",
        "wss.tls.selfsigned, wss.tls.self-signed",
        "wss.tls.clientauth, wss.tls.client-auth",
        "wss.tls.truststore.pem.certs, wss.tls.trust-store.pem.certs",
        "wss.tls.trust-store.pem.cert, wss.tls.trust-store.pem.certs",
        "wss.tls.key-store.pem.certs, wss.tls.key-store.pem.cert",
        "wss.tls.key-store.pem.x.cert, wss.tls.key-store.pem.1.cert",
        "wss.tls.key-store.pem.0.cert, wss.tls.key-store.pem.1.cert",
        "wss.tls.key-store.pem.01.cert, wss.tls.key-store.pem.1.cert",
        "wss.tls.key-store.pem.1.crt, wss.tls.key-store.pem.1.cert",
        "wss.tls.key-store.pem.7.kee, wss.tls.key-store.pem.7.key",
        "wss.tls.key-store.pem.cert.1, wss.tls.key-store.pem.cert",
        "wss.tls.key.store.pem.2.passwort, wss.tls.key-store.pem.2.password"
    })
    void a_wrong_key_is_refused_with_the_nearest_known_one(String key, String nearest) {
        assertThat(readWithKeyStore(key + "=1").problems())
                .containsExactly(
                        new ConfigProblem(
                                key,
                                key
                                        + " (from "
                                        + FILE
                                        + "): unknown key; did you mean "
                                        + nearest
                                        + "?"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wss.tls.enabled",
                "wss.tls.trust-manager.class",
                "wss.tls.key-store.pem.1.certificate-chain",
                "wss.presence.interval",
                "wss.sub-protocols",
                "wss."
            })
    void a_key_that_is_near_none_is_refused_too(String key) {
        assertThat(messages(readWithKeyStore(key + "=required")))
                .containsExactly(
                        key + " (from " + FILE + "): unknown key; remove it, or correct its name");
    }

    @Test
    void a_disabled_listener_still_refuses_unknown_keys() {
        assertThat(messages(Readers.read("wss.enabled=false", "wss.prot=1"))).hasSize(1);
    }

    @Test
    void unknown_keys_come_sorted_and_the_names_of_others_do_not_matter() {
        assertThat(readWithKeyStore("wss.zz=1", "wssport=1", "my.wss.x=1", "wss.aaa=1").problems())
                .extracting(ConfigProblem::key)
                .containsExactly("wss.aaa", "wss.zz");
    }

    @Test
    void an_unknown_key_without_a_value_is_absent() {
        assertThat(readWithKeyStore(Map.of("WSS_OTHER", ""), "wss.other-one=").problems())
                .isEmpty();
    }

    @Test
    void each_known_key_may_be_set_by_its_environment_variable() {
        for (ConfigKey key : ConfigKey.values()) {
            Map<String, String> environment = Map.of(key.environmentName(), "true");
            Reading reading = Readers.reader(environment).read();
            assertThat(messages(reading)).noneMatch(message -> message.contains("known key"));
        }
        assertThat(Arrays.stream(ConfigKey.values()).map(ConfigKey::environmentName))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_variable_that_is_listed_with_dots_only_is_the_key_that_it_sets() {
        Map<String, String> environment =
                Map.of(
                        "WSS_TLS_KEY_STORE_P12_PATH", "/from/environment.p12",
                        "WSS_MAX_CONNECTIONS_PER_ADDRESS", "5",
                        "wss_backlog", "6");
        assertThat(Readers.config(environment).getPropertyNames())
                .contains("wss.tls.key.store.p12.path", "wss.max.connections.per.address");
        Reading reading =
                Readers.reader(environment, "wss.tls.key-store.p12.password=changeit").read();
        assertThat(reading.problems()).isEmpty();
        ListenerConfig listener = reading.listeners().get(0);
        assertThat(listener.tls().certificates().sources().get(0).toString())
                .contains("/from/environment.p12");
        assertThat(listener.socket().maxConnectionsPerAddress()).isEqualTo(5);
        assertThat(listener.socket().backlog()).isEqualTo(6);
    }

    @Test
    void a_variable_that_sets_no_key_is_refused_once_under_its_own_name() {
        Map<String, String> environment =
                Map.of("WSS_PROT", "S3CR3T", "WSS_ABSENT_KEY", "virtual", "PATH", "/bin");
        assertThat(readWithKeyStore(environment).problems())
                .containsExactly(
                        new ConfigProblem(
                                "WSS_ABSENT_KEY",
                                "WSS_ABSENT_KEY (environment variable): sets no known key;"
                                        + " remove it, or correct its name"),
                        new ConfigProblem(
                                "WSS_PROT",
                                "WSS_PROT (environment variable): sets no known key; did you mean"
                                        + " WSS_PORT?"));
    }

    @ParameterizedTest
    @CsvSource({
        "WSS_TLS_KEY_STORE_PEM_X_CERT, WSS_TLS_KEY_STORE_PEM_1_CERT",
        "WSS_TLS_KEY_STORE_PEM_3_CRT, WSS_TLS_KEY_STORE_PEM_3_CERT",
        "WSS_TLS_CLIENTAUTH, WSS_TLS_CLIENT_AUTH"
    })
    void a_wrong_variable_is_refused_with_the_nearest_known_one(String name, String nearest) {
        assertThat(messages(readWithKeyStore(Map.of(name, "1"))))
                .containsExactly(
                        name
                                + " (environment variable): sets no known key; did you mean "
                                + nearest
                                + "?");
    }

    @Test
    void what_kubernetes_says_about_its_services_is_no_configuration() {
        Map<String, String> environment =
                Map.of(
                        "WSS_PROXY_SERVICE_HOST", "10.0.0.1",
                        "WSS_PROXY_SERVICE_PORT", "443",
                        "WSS_PROXY_SERVICE_PORT_HTTPS", "443",
                        "WSS_PROXY_PORT", "tcp://10.0.0.1:443",
                        "WSS_PROXY_PORT_443_TCP", "tcp://10.0.0.1:443",
                        "WSS_PROXY_PORT_443_TCP_PROTO", "tcp",
                        "WSS_PROXY_PORT_443_TCP_ADDR", "10.0.0.1",
                        "WSS_SERVICE_HOST", "10.0.0.2",
                        "WSS_PORT_443_TCP_PORT", "443");
        assertThat(readWithKeyStore(environment).problems()).isEmpty();
        assertThat(readWithKeyStore(Map.of("WSS_PROXY_PORT", "443")).problems())
                .extracting(ConfigProblem::key)
                .containsExactly("WSS_PROXY_PORT");
    }

    @Test
    void a_configuration_that_does_not_read_the_environment_is_not_blamed_for_it() {
        MinimalConfig config =
                new MinimalConfig(Readers.properties(Readers.PATH, Readers.PASSWORD));
        Map<String, String> environment = Map.of("WSS_PROT", "1");
        assertThat(new ConfigReader(config, environment, "/home/ann").read().problems()).isEmpty();
    }
}
