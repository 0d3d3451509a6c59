package io.postern.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.websocket.DecodeException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WSC-4.3-5, WSC-4.7-2: text becomes what the box's constructor would make of it. */
class ScalarTypeTest {

    static Stream<Arguments> conversions() {
        return Stream.of(
                Arguments.of(String.class, String.class, "as it is", "as it is"),
                Arguments.of(boolean.class, Boolean.class, "TRUE", true),
                Arguments.of(boolean.class, Boolean.class, "yes", false),
                Arguments.of(char.class, Character.class, "x", 'x'),
                Arguments.of(byte.class, Byte.class, "-128", (byte) -128),
                Arguments.of(short.class, Short.class, "32767", (short) 32767),
                Arguments.of(int.class, Integer.class, "+7", 7),
                Arguments.of(long.class, Long.class, "-9223372036854775808", Long.MIN_VALUE),
                Arguments.of(float.class, Float.class, "1e3", 1000f),
                Arguments.of(double.class, Double.class, " NaN ", Double.NaN));
    }

    @ParameterizedTest
    @MethodSource("conversions")
    void the_primitive_and_its_box_read_the_same(
            Class<?> primitive, Class<?> box, String text, Object value) throws Exception {
        for (Class<?> type : new Class<?>[] {primitive, box}) {
            assertThat(ScalarType.of(type).orElseThrow().convert("it", text)).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "java.lang.Byte, 128, byte",
        "java.lang.Short, 1.0, short",
        "java.lang.Integer, '', int",
        "java.lang.Long, 7L, long",
        "java.lang.Double, one, double",
        "java.lang.Float, '', float",
        "java.lang.Character, '', char",
        "java.lang.Character, ab, char"
    })
    void what_does_not_convert_is_named_and_kept(Class<?> type, String text, String name) {
        assertThatThrownBy(() -> ScalarType.of(type).orElseThrow().convert("the message", text))
                .isInstanceOfSatisfying(
                        DecodeException.class, e -> assertThat(e.getText()).isEqualTo(text))
                .hasMessage("the message is not a valid " + name)
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(classes = {void.class, Void.class, Object.class, Number.class, byte[].class})
    void there_are_no_others(Class<?> type) {
        assertThat(ScalarType.of(type)).isEmpty();
    }

    @Test
    void a_character_outside_the_basic_plane_is_no_char() {
        assertThatThrownBy(() -> ScalarType.CHARACTER.convert("it", "\uD83D\uDE00"))
                .isInstanceOf(DecodeException.class);
    }
}
