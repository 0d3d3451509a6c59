package io.postern.internal.config;

import static io.postern.internal.config.Readers.FILE;
import static io.postern.internal.config.Readers.messages;
import static io.postern.internal.config.Readers.read;
import static io.postern.internal.config.Readers.readWithKeyStore;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several listeners: how they are declared and named, and what is wrong with them together. */
class ListenersTest {

    private static final String DEVICES = "wss.listeners=devices";
    private static final String PORT = "wss.devices.port=8445";

    @Test
    void the_default_listener_comes_first_and_the_others_as_they_are_declared() {
        Reading reading =
                readWithKeyStore("wss.listeners= devices , admin", PORT, "wss.admin.port=0");
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.listeners())
                .extracting(ListenerConfig::name)
                .containsExactly("default", "devices", "admin");
        assertThat(reading.listeners())
                .extracting(listener -> listener.socket().port())
                .containsExactly(8444, 8445, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "${NOTHING:}"})
    void an_empty_list_declares_none(String list) {
        assertThat(readWithKeyStore("wss.listeners=" + list).listeners()).hasSize(1);
    }

    @Test
    void a_comma_too_many_says_nothing_unless_it_stands_alone() {
        assertThat(readWithKeyStore("wss.listeners=,devices,", PORT).listeners()).hasSize(2);
        assertThat(messages(readWithKeyStore("wss.listeners=, ,")))
                .containsExactly(
                        "wss.listeners=, , (from " + FILE + "): must name at least one listener");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Devices",
                "1st",
                "-a",
                "a.b",
                "a_b",
                "a b",
                "gerät",
                "a23456789012345678901234567890123"
            })
    void a_name_of_other_characters_or_too_long_is_refused(String name) {
        assertThat(messages(readWithKeyStore("wss.listeners=" + name)))
                .containsExactly(
                        "wss.listeners="
                                + name
                                + " (from "
                                + FILE
                                + "): '"
                                + name
                                + "' cannot name a listener; a name begins with a letter, has the"
                                + " characters a to z, 0 to 9 and - (no capitals) and is no longer"
                                + " than 32");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a-1", "a--", "a2345678901234567890123456789012"})
    void these_names_are_possible(String name) {
        assertThat(readWithKeyStore("wss.listeners=" + name, "wss." + name + ".port=1").listeners())
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tls",
                "negotiation",
                "upgrade",
                "host",
                "port",
                "listeners",
                "enabled",
                "container-endpoints",
                "max-connections",
                "origins"
            })
    void a_name_with_which_a_key_begins_is_refused(String name) {
        assertThat(messages(readWithKeyStore("wss.listeners=" + name)))
                .containsExactly(
                        "wss.listeners="
                                + name
                                + " (from "
                                + FILE
                                + "): '"
                                + name
                                + "' cannot name a listener, because a key begins with wss."
                                + name
                                + "; choose another name");
    }

    @Test
    void every_wrong_name_is_refused_and_the_right_ones_are_read() {
        Reading reading =
                readWithKeyStore("wss.listeners=default,devices,tls,devices,DEVICES", PORT);
        assertThat(messages(reading))
                .hasSize(4)
                .anySatisfy(message -> assertThat(message).contains("'default' is the name of the"))
                .anySatisfy(message -> assertThat(message).contains("'tls' cannot name"))
                .anySatisfy(message -> assertThat(message).contains("'devices' is there twice"))
                .anySatisfy(message -> assertThat(message).contains("'DEVICES' cannot name"));
        assertThat(reading.drafts())
                .extracting(ListenerDraft::name)
                .containsExactly("default", "devices");
    }

    @Test
    void each_further_listener_needs_a_port_of_its_own() {
        Reading reading = readWithKeyStore("wss.listeners=devices,admin", "wss.port=9000");
        assertThat(reading.problems())
                .extracting(ConfigProblem::key)
                .containsExactly("wss.devices.port", "wss.admin.port");
        assertThat(messages(reading))
                .contains(
                        "wss.devices.port: missing; each listener needs a port of its own: set one"
                                + " that is free, such as 8445, or 0 to have one chosen");
        assertThat(reading.drafts())
                .extracting(ListenerDraft::hasUsableAddress)
                .containsExactly(true, false, false);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.0.0.0",
        "localhost, LocalHost",
        "0.0.0.0, 127.0.0.1",
        "127.0.0.1, ::",
        "'', 0.0.0.0"
    })
    void two_listeners_cannot_have_one_port_of_one_host(String host, String other) {
        Reading reading =
                readWithKeyStore(
                        DEVICES,
                        "wss.host=" + host,
                        "wss.devices.host=" + other,
                        "wss.devices.port=8444");
        assertThat(messages(reading))
                .containsExactly(
                        "wss.devices.port=8444 (from "
                                + FILE
                                + "): is taken by another listener, which has wss.port=8444 (the"
                                + " default) on the same host; give each a port of its own, or 0 to"
                                + " have one chosen");
        assertThat(reading.drafts())
                .extracting(ListenerDraft::hasUsableAddress)
                .containsExactly(true, false);
    }

    @Test
    void two_further_listeners_cannot_have_one_port_either() {
        Reading reading =
                readWithKeyStore("wss.listeners=devices,admin", PORT, "wss.admin.port=8445");
        assertThat(reading.problems())
                .extracting(ConfigProblem::key)
                .containsExactly("wss.admin.port");
        assertThat(messages(reading).get(0)).contains("which has wss.devices.port=8445 (from");
    }

    @Test
    void the_same_port_on_different_hosts_and_any_free_port_are_no_conflict() {
        assertThat(
                        readWithKeyStore(
                                        DEVICES,
                                        "wss.host=10.0.0.1",
                                        "wss.devices.host=10.0.0.2",
                                        "wss.devices.port=8444")
                                .problems())
                .isEmpty();
        assertThat(readWithKeyStore(DEVICES, "wss.port=0", "wss.devices.port=0").problems())
                .isEmpty();
    }

    @Test
    void a_port_that_is_unusable_is_no_conflict() {
        assertThat(readWithKeyStore(DEVICES, "wss.port=x", "wss.devices.port=8444").problems())
                .extracting(ConfigProblem::key)
                .containsExactly("wss.port");
    }

    @Test
    void environment_variables_set_the_keys_of_a_listener() {
        Map<String, String> environment =
                Map.of(
                        "WSS_LISTENERS", "my-devices",
                        "WSS_MY_DEVICES_PORT", "8445",
                        "WSS_MY_DEVICES_MAX_CONNECTIONS_PER_ADDRESS", "5",
                        "WSS_MY_DEVICES_TLS_KEY_STORE_PEM_1_CERT", "a.pem",
                        "WSS_MY_DEVICES_TLS_KEY_STORE_PEM_1_KEY", "a.key");
        Reading reading = readWithKeyStore(environment);
        assertThat(reading.problems()).isEmpty();
        ListenerConfig devices = reading.listeners().get(1);
        assertThat(devices.name()).isEqualTo("my-devices");
        assertThat(devices.socket().port()).isEqualTo(8445);
        assertThat(devices.socket().maxConnectionsPerAddress()).isEqualTo(5);
        assertThat(devices.tls().certificates().sources().get(0)).isInstanceOf(PemConfig.class);
    }

    /**
     * Otherwise {@code WSS_A_B_C} could be {@code b.c} of one listener and {@code c} of another.
     */
    @Test
    void no_variable_can_mean_keys_of_two_listeners() {
        List<String> keys =
                Stream.concat(ConfigKey.OF_LISTENER.stream(), PemPairKey.allOf(1))
                        .map(key -> key.environmentName().substring("WSS_".length()))
                        .toList();
        for (String key : keys) {
            assertThat(keys).noneMatch(other -> other.endsWith("_" + key));
        }
    }

    @Test
    void the_problems_of_all_listeners_are_reported_together() {
        Reading reading =
                read(
                        "wss.listeners=devices,admin",
                        "wss.port=x",
                        "wss.tls.self-signed=true",
                        "wss.devices.port=y",
                        "wss.devices.idle-timeout=5",
                        "wss.admin.port=1",
                        "wss.admin.tls.client-auth=required",
                        "wss.admin.prot=2");
        assertThat(reading.problems())
                .extracting(ConfigProblem::key)
                .containsExactly(
                        "wss.port",
                        "wss.devices.port",
                        "wss.devices.idle-timeout",
                        "wss.admin.tls.client-auth",
                        "wss.admin.prot");
        assertThat(reading.listeners()).isEmpty();
        assertThat(reading.listeners()).isEmpty();
    }

    @Test
    void disabled_listeners_need_nothing_and_their_keys_must_still_be_known() {
        Reading reading = read("wss.enabled=false", DEVICES, "wss.devices.idle-timeout=x");
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.drafts()).isEmpty();
        assertThat(messages(read("wss.enabled=false", DEVICES, "wss.devices.prot=1"))).hasSize(1);
    }

    @Test
    void a_key_has_the_name_under_which_the_listener_has_its_value() {
        ListenerDraft devices =
                readWithKeyStore(DEVICES, PORT, "wss.tls.provider=jdk").drafts().get(1);
        assertThat(devices.keyName("wss.port")).isEqualTo("wss.devices.port");
        assertThat(devices.keyName("wss.tls.provider")).isEqualTo("wss.tls.provider");
        assertThat(devices.keyName("wss.tls.groups")).isEqualTo("wss.tls.groups");
        assertThat(readWithKeyStore().drafts().get(0).keyName("wss.port")).isEqualTo("wss.port");
    }
}
