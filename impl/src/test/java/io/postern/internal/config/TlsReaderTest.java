package io.postern.internal.config;

import static io.postern.internal.config.Readers.FILE;
import static io.postern.internal.config.Readers.messages;
import static io.postern.internal.config.Readers.readWithKeyStore;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsReaderTest {

    private static final String REQUIRED = "wss.tls.client-auth=required";
    private static final String TRUST = "wss.tls.trust-store.pem.certs=/etc/chat/ca.pem";
    private static final String CLOSE = "wss.tls.on-trust-change=close";

    @Test
    void nothing_said_reloads_and_has_a_certificate_for_every_name() {
        assertThat(tls().reload()).isEqualTo(ReloadConfig.STANDARD);
        assertThat(tls().certificates().unmatched()).isEqualTo(UnmatchedName.DEFAULT);
    }

    @Test
    void names_without_a_certificate_may_be_refused() {
        assertThat(tls("wss.tls.sni.unmatched=refuse").certificates().unmatched())
                .isEqualTo(UnmatchedName.REFUSE);
    }

    @ParameterizedTest
    @CsvSource({"100ms, PT0.1S", "1m, PT1M", "P365D, P365D", "'', PT10S"})
    void certificates_are_looked_at_in_an_interval(String value, Duration interval) {
        assertThat(tls("wss.tls.reload-interval=" + value).reload().interval()).contains(interval);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "0", "0s", "PT0S"})
    void an_interval_may_be_none(String none) {
        assertThat(tls("wss.tls.reload-interval=" + none).reload().interval()).isEmpty();
    }

    @Test
    void sessions_may_be_closed_when_trust_changes() {
        assertThat(tls(REQUIRED, TRUST, CLOSE, "wss.tls.reload-interval=1s").reload())
                .isEqualTo(
                        new ReloadConfig(Optional.of(Duration.ofSeconds(1)), OnTrustChange.CLOSE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "0"})
    void they_cannot_be_closed_when_no_change_is_noticed(String none) {
        String off = "wss.tls.reload-interval=" + none;
        assertThat(messages(readWithKeyStore(REQUIRED, TRUST, CLOSE, off)))
                .containsExactly(
                        CLOSE
                                + " (from "
                                + FILE
                                + "): has no effect with "
                                + off
                                + " (from "
                                + FILE
                                + "), by which no change is noticed; set that to an interval such"
                                + " as 10s, or remove this");
    }

    @Test
    void to_keep_them_contradicts_nothing() {
        assertThat(tls("wss.tls.on-trust-change=keep", "wss.tls.reload-interval=none").reload())
                .isEqualTo(new ReloadConfig(Optional.empty(), OnTrustChange.KEEP));
    }

    @Test
    void a_trust_store_that_is_missing_does_not_make_closing_look_wrong() {
        assertThat(readWithKeyStore(REQUIRED, CLOSE).problems())
                .extracting(ConfigProblem::key)
                .containsExactly("wss.tls.client-auth");
    }

    private static TlsConfig tls(String... lines) {
        Reading reading = readWithKeyStore(lines);
        assertThat(reading.problems()).isEmpty();
        return reading.listeners().get(0).tls();
    }
}
