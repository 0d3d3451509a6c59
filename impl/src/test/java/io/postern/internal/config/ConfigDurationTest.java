package io.postern.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigDurationTest {

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "10s, PT10S",
        "2m, PT2M",
        "1h, PT1H",
        "10S, PT10S",
        "' 10s ', PT10S",
        "0, PT0S",
        "0s, PT0S",
        "PT1M30S, PT1M30S",
        "pt0.25s, PT0.25S",
        "P1D, PT24H"
    })
    void short_and_iso_forms_are_read(String text, Duration duration) {
        assertThat(ConfigDuration.of(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "1.5", "00"})
    void a_bare_number_is_refused_with_the_forms(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigDuration.of(text))
                .withMessage(
                        "must have a unit: a duration such as 500ms, 10s, 2m, 1h or PT1M30S"
                                + " (ISO-8601)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "10 s", "1.5s", "10sec", "1d", "-10s", "never", "PT"})
    void another_form_is_refused_with_the_forms(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigDuration.of(text))
                .withMessage("must be " + ConfigDuration.FORMS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "-PT1S", "P-1D"})
    void a_negative_duration_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigDuration.of(text))
                .withMessage("must not be negative");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"99999999999999999999s", "9223372036854775807h", "9223372036854775807m"})
    void more_than_a_duration_holds_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigDuration.of(text))
                .withMessage("must be a shorter duration");
    }
}
