package io.postern.internal.config;

import static io.postern.internal.config.Readers.FILE;
import static io.postern.internal.config.Readers.messages;
import static io.postern.internal.config.Readers.readWithKeyStore;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownListenerKeysTest {

    private static final String[] DEVICES = {
        "wss.listeners=my-devices", "wss.my-devices.port=8445"
    };

    @ParameterizedTest
    @CsvSource({
        "wss.devices.port, devices",
        "wss.devices.tls.client-auth, devices",
        "wss.devices.tls.key-store.pem.3.key, devices",
        "wss.admin-2.max-connections, admin-2"
    })
    void a_key_of_a_listener_that_is_not_declared_is_unknown(String key, String name) {
        assertThat(messages(readWithKeyStore(key + "=1")))
                .containsExactly(
                        key
                                + " (from "
                                + FILE
                                + "): unknown key; add "
                                + name
                                + " to wss.listeners");
    }

    @ParameterizedTest
    @CsvSource({
        "WSS_DEVICES_PORT, devices",
        "WSS_MY_DEVICES_TLS_CLIENT_AUTH, my-devices",
        "WSS_DEVICES_TLS_KEY_STORE_PEM_3_KEY, devices"
    })
    void a_variable_of_a_listener_that_is_not_declared_is_unknown(String variable, String name) {
        assertThat(messages(readWithKeyStore(Map.of(variable, "1"))))
                .containsExactly(
                        variable
                                + " (environment variable): sets no known key; add "
                                + name
                                + " to wss.listeners");
    }

    @Test
    void who_mistyped_the_name_of_a_listener_may_have_meant_the_one_that_is_declared() {
        assertThat(messages(readWithKeyStore("wss.my-device.backlog=1", DEVICES[0], DEVICES[1])))
                .containsExactly(
                        "wss.my-device.backlog (from "
                                + FILE
                                + "): unknown key; add my-device to wss.listeners; or did you mean"
                                + " wss.my-devices.backlog?");
    }

    @ParameterizedTest
    @CsvSource({
        "wss.my-devices.prot, wss.my-devices.port",
        "wss.my-devices.tls.keystore.p12.path, wss.my-devices.tls.key-store.p12.path",
        "wss.my-devices.tls.key-store.pem.4.kee, wss.my-devices.tls.key-store.pem.4.key",
        "wss.my-devices.tls.key-store.pem.x.cert, wss.my-devices.tls.key-store.pem.1.cert"
    })
    void a_wrong_key_of_a_listener_is_refused_with_the_nearest_one(String key, String nearest) {
        assertThat(messages(readWithKeyStore(key + "=1", DEVICES[0], DEVICES[1])))
                .containsExactly(
                        key + " (from " + FILE + "): unknown key; did you mean " + nearest + "?");
    }

    @ParameterizedTest
    @CsvSource({"enabled, true", "container-endpoints, allow", "listeners, a"})
    void a_key_of_all_listeners_together_is_none_of_one(String key, String value) {
        assertThat(
                        messages(
                                readWithKeyStore(
                                        "wss.my-devices." + key + "=" + value,
                                        DEVICES[0],
                                        DEVICES[1])))
                .containsExactly(
                        "wss.my-devices."
                                + key
                                + " (from "
                                + FILE
                                + "): unknown key; there is only wss."
                                + key
                                + ", for all listeners together");
        assertThat(
                        messages(
                                readWithKeyStore(
                                        Map.of("WSS_MY_DEVICES_ENABLED", "false"),
                                        DEVICES[0],
                                        DEVICES[1])))
                .containsExactly(
                        "WSS_MY_DEVICES_ENABLED (environment variable): sets no known key; there is"
                                + " only WSS_ENABLED, for all listeners together");
    }

    @Test
    void every_key_of_a_listener_is_known_in_both_notations() {
        for (ConfigKey key : ConfigKey.OF_LISTENER) {
            String name = KeyNames.of("my-devices").name(key.key());
            assertThat(messages(readWithKeyStore(DEVICES[0], name + "=x")))
                    .noneMatch(message -> message.contains("unknown key"));
            Map<String, String> environment = Map.of(ConfigKey.environmentName(name), "x");
            assertThat(messages(readWithKeyStore(environment, DEVICES[0])))
                    .noneMatch(message -> message.contains("known key"));
        }
    }

    @Test
    void what_kubernetes_says_about_a_service_of_that_name_is_no_configuration() {
        Map<String, String> environment =
                Map.of(
                        "WSS_MY_DEVICES_SERVICE_HOST", "10.0.0.1",
                        "WSS_MY_DEVICES_SERVICE_PORT", "443",
                        "WSS_MY_DEVICES_PORT_443_TCP", "tcp://10.0.0.1:443");
        assertThat(readWithKeyStore(environment, DEVICES).problems()).isEmpty();
    }
}
