package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.testing.RecordedLog;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExposingSwitchesTest {

    private static final String KEYS = "io.netty.ssl.masterKeyHandler";
    private static final String DEBUG = "javax.net.debug";

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern.tls");

    @Test
    void nothing_is_on_of_itself() {
        assertThat(on(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", " yes", "1", ""})
    void nettys_handler_of_master_keys_is_on_with_all_that_netty_takes_for_true(String value) {
        assertThat(on(Map.of(KEYS, value)))
                .containsExactly("system property " + KEYS + "=" + value.strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "no", "0", "x"})
    void nettys_handler_of_master_keys_is_off_with_anything_else(String value) {
        assertThat(on(Map.of(KEYS, value))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "all",
                "ssl",
                "SSL:handshake:data",
                "ssl,handshake",
                "ssl:record:plaintext",
                "trustmanager packet",
                ""
            })
    void the_jdks_debugging_is_on_where_it_prints_handshakes_or_their_content(String value) {
        assertThat(on(Map.of(DEBUG, value)))
                .containsExactly("system property " + DEBUG + "=" + value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "none", "trustmanager", "sslctx"})
    void the_jdks_debugging_is_off_where_it_prints_neither(String value) {
        assertThat(on(Map.of(DEBUG, value))).isEmpty();
    }

    @Test
    void the_log_category_of_nettys_keys_counts_from_debug_on() {
        List<String> on = new ExposingSwitches(name -> null, "io.netty.wireshark"::equals).on();

        assertThat(on).containsExactly("level DEBUG of the log category io.netty.wireshark");
    }

    @Test
    void each_switch_of_this_virtual_machine_is_warned_of_in_a_line_of_its_own() {
        Logger netty = Logger.getLogger("io.netty.wireshark");
        Level before = netty.getLevel();
        System.setProperty(KEYS, "true");
        System.setProperty(DEBUG, "ssl\nWARNING forged");
        netty.setLevel(Level.FINE);
        try {
            ExposingSwitches.warn();
        } finally {
            System.clearProperty(KEYS);
            System.clearProperty(DEBUG);
            netty.setLevel(before);
        }
        assertThat(log.lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("WARN POSTERN3006: On: "))
                .anyMatch(line -> line.contains(KEYS + "=true. "))
                .anyMatch(line -> line.contains(DEBUG + "=ssl\\u000aWARNING forged. "))
                .anyMatch(line -> line.contains("io.netty.wireshark. "));
    }

    @Test
    void a_virtual_machine_without_switches_is_not_warned_of() {
        ExposingSwitches.warn();

        assertThat(log.lines()).isEmpty();
    }

    private static List<String> on(Map<String, String> properties) {
        return new ExposingSwitches(properties::get, name -> false).on();
    }
}
