package io.postern.internal.config;

import static io.postern.internal.config.Readers.FILE;
import static io.postern.internal.config.Readers.messages;
import static io.postern.internal.config.Readers.readWithKeyStore;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadValuesTest {

    private static final String DURATION =
            "a duration such as 500ms, 10s, 2m, 1h or PT1M30S (ISO-8601)";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wss.enabled|yes|must be true or false",
                "wss.container-endpoints|none|must be one of withhold, allow",
                "wss.host|https://localhost|must be a host name or an address",
                "wss.port|99999|must be between 0 and 65535",
                "wss.port|-1|must be between 0 and 65535",
                "wss.port|https|must be a whole number, between 0 and 65535",
                "wss.port|tcp://10.0.0.1:8444|must be a whole number, between 0 and 65535",
                "wss.backlog|0|must be at least 1",
                "wss.max-connections|0|must be at least 1, or none",
                "wss.max-connections-per-address|many|must be a whole number, at least 1, or none",
                "wss.negotiation.parallel|0|must be at least 1",
                "wss.negotiation.queue-capacity|-1|must be at least 0",
                "wss.negotiation.timeout|10|must have a unit: " + DURATION,
                "wss.negotiation.timeout|0s|must be between 1ms and 365 days",
                "wss.negotiation.overflow|drop|must be one of drop-oldest, refuse-newest",
                "wss.upgrade.timeout|soon|must be " + DURATION,
                "wss.upgrade.max-header-size|0|must be between 1 and 2147483639 bytes",
                "wss.context-path|chat|must be /, or a path such as /chat",
                "wss.context-path|/chat//|must be /, or a path such as /chat",
                "wss.context-path|//|must be /, or a path such as /chat",
                "wss.context-path|/a/../b|must be /, or a path such as /chat",
                "wss.context-path|/chat?x|must be /, or a path such as /chat",
                "wss.context-path|/chat#x|must be /, or a path such as /chat",
                "wss.context-path|/{room}|must be /, or a path such as /chat",
                "wss.context-path|/caf%C3%A9|must be /, or a path such as /chat",
                "wss.origins|*.example|'*.example' is not an origin",
                "wss.max-message-size|2g|must be between 1 and 2147483639 bytes",
                "wss.max-frame-size|big|must be a size such as 65536 (bytes), 64k, 1m or 2g",
                "wss.max-fragments|0|must be at least 1",
                "wss.message-timeout|-5s|must be " + DURATION,
                "wss.message-timeout|PT-5S|must not be negative",
                "wss.pending-messages|0|must be at least 1",
                "wss.send-buffer-limit|9999999999g|must be less than 2^63 bytes",
                "wss.send-timeout|366d|must be " + DURATION,
                "wss.idle-timeout|P366D|must be between 1ms and 365 days, or none",
                "wss.close-timeout|PT0.0001S|must be between 1ms and 365 days",
                "wss.drain-timeout|none|must be " + DURATION,
                "wss.tls.provider|boringssl|must be one of auto, openssl, jdk",
                "wss.tls.protocols|TLSv1.1|must be TLSv1.3, TLSv1.2 or both",
                "wss.tls.protocols|TLSv1.3,|must be TLSv1.3, TLSv1.2 or both",
                "wss.tls.cipher-suites|TLS_RSA_WITH_AES_128_GCM_SHA256|must be intermediate, or",
                "wss.tls.cipher-suites|TLS_AES_128_GCM_SHA256|names some suites of TLS 1.3 and not",
                "wss.tls.groups|secp192r1|must be auto, or a list of groups out of X25519MLKEM768",
                "wss.tls.self-signed|1|must be true or false",
                "wss.tls.sni.unmatched|deny|must be one of default, refuse",
                "wss.tls.client-auth|want|must be one of none, optional, required",
                "wss.tls.resumption|true|must be on or off",
                "wss.tls.reload-interval|99ms|must be between 100ms and 365 days, or none",
                "wss.tls.reload-interval|P366D|must be between 100ms and 365 days, or none",
                "wss.tls.reload-interval|10|must have a unit: " + DURATION + ", or none",
                "wss.tls.reload-interval|off|must be " + DURATION + ", or none",
                "wss.tls.on-trust-change|drop|must be one of keep, close"
            })
    void an_unusable_value_is_named_with_its_source_and_the_rule(
            String key, String value, String rule) {
        Reading reading = readWithKeyStore(key + "=" + value);
        assertThat(reading.listeners()).isEmpty();
        assertThat(reading.problems())
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.key()).isEqualTo(key);
                            assertThat(problem.message())
                                    .startsWith(
                                            key + "=" + value + " (from " + FILE + "): " + rule);
                        });
    }

    @Test
    void all_problems_are_reported_together_in_the_order_of_the_keys() {
        Reading reading =
                readWithKeyStore(
                        "wss.unheard-of=1",
                        "wss.close-timeout=1",
                        "wss.origins=x",
                        "wss.port=x",
                        "wss.enabled=x");
        assertThat(reading.problems())
                .extracting(ConfigProblem::key)
                .containsExactly(
                        "wss.enabled",
                        "wss.port",
                        "wss.origins",
                        "wss.close-timeout",
                        "wss.unheard-of");
    }

    @Test
    void the_source_is_the_one_that_won() {
        Reading reading = readWithKeyStore(Map.of("WSS_PORT", "x"), "wss.port=9000");
        assertThat(messages(reading))
                .containsExactly(
                        "wss.port=x (from EnvConfigSource): must be a whole number, between 0 and"
                                + " 65535");
    }

    @ParameterizedTest
    @CsvSource({"${MISSING}", "${wss.port}", "1${MISSING}"})
    void a_value_that_cannot_be_resolved_is_a_problem_of_its_key(String value) {
        Reading reading = readWithKeyStore("wss.port=" + value);
        assertThat(messages(reading))
                .singleElement()
                .asString()
                .startsWith("wss.port=" + value + " (from " + FILE + "): cannot be resolved; set");
    }

    @Test
    void a_path_that_the_file_system_cannot_have_is_refused() {
        Reading reading = Readers.read("wss.tls.key-store.p12.path=a\0b", Readers.PASSWORD);
        assertThat(messages(reading))
                .containsExactly(
                        "wss.tls.key-store.p12.path=a b (from "
                                + FILE
                                + "): must be the path of a file: Nul character not allowed");
    }

    @Test
    void a_message_is_one_line_of_reasonable_length() {
        Reading reading = readWithKeyStore("wss.port=1\nERROR\u2028forged" + "x".repeat(1000));
        assertThat(messages(reading))
                .singleElement()
                .asString()
                .startsWith("wss.port=1 ERROR forgedxxx")
                .hasSizeLessThan(300);
    }
}
