package io.postern.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "65536, 65536",
        "1k, 1024",
        "64k, 65536",
        "64K, 65536",
        "1m, 1048576",
        "2g, 2147483648",
        "2G, 2147483648",
        "' 8k ', 8192",
        "9223372036854775807, 9223372036854775807"
    })
    void a_number_may_have_a_unit_of_1024(String text, long bytes) {
        assertThat(ByteSize.of(text).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k", "-1", "-64k", "1.5m", "64kb", "64 k", "1t", "0x10", "+1", "٣"})
    void another_form_is_refused_with_the_forms(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ByteSize.of(text))
                .withMessage("must be a size such as 65536 (bytes), 64k, 1m or 2g");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "9007199254740992k", "8589934592g"})
    void more_than_a_long_holds_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ByteSize.of(text))
                .withMessage("must be less than 2^63 bytes");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1000, 1000", "1536, 1536", "65536, 64k", "1048576, 1m", "1073741824, 1g"})
    void it_prints_itself_in_the_shortest_form(long bytes, String text) {
        assertThat(new ByteSize(bytes)).hasToString(text);
        assertThat(ByteSize.of(text).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void a_negative_number_of_bytes_is_refused(long bytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ByteSize(bytes))
                .withMessageContaining("must not be negative");
    }
}
