package io.postern.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.DecodeException;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathParameterTest {

    @ServerEndpoint("/{v}")
    public static class Primitives extends Recorder {
        @OnOpen
        void open(
                @PathParam("v") byte b,
                @PathParam("v") short s,
                @PathParam("v") int i,
                @PathParam("v") long l,
                @PathParam("v") float f,
                @PathParam("v") double d,
                @PathParam("v") char c) {
            saw(b, s, i, l, f, d, c);
        }
    }

    @ServerEndpoint("/{v}")
    public static class Boxes extends Recorder {
        @OnOpen
        void open(
                @PathParam("v") Byte b,
                @PathParam("v") Short s,
                @PathParam("v") Integer i,
                @PathParam("v") Long l,
                @PathParam("v") Float f,
                @PathParam("v") Double d,
                @PathParam("v") Character c) {
            saw(b, s, i, l, f, d, c);
        }
    }

    @ServerEndpoint("/{v}")
    public static class Absent extends Recorder {
        @OnOpen
        void open(@PathParam("other") String text, @PathParam("another") Integer number) {
            saw(text, number);
        }
    }

    @ServerEndpoint("/{v}")
    public static class Truth extends Recorder {
        @OnOpen
        void open(@PathParam("v") boolean value) {
            saw(value);
        }

        @OnError
        void error(Throwable fault) {
            saw(fault);
        }
    }

    @ServerEndpoint("/{v}")
    public static class Number extends Recorder {
        @OnMessage
        void text(String message, @PathParam("v") int value) {
            saw(message, value);
        }

        @OnError
        void error(Throwable fault) {
            saw(fault);
        }
    }

    @Test
    void it_converts_to_every_primitive() {
        Primitives endpoint = new Primitives();
        Connection.to(endpoint, Map.of("v", "7")).open();
        assertThat(endpoint.calls.toString()).isEqualTo("[[7, 7, 7, 7, 7.0, 7.0, 7]]");
    }

    @Test
    void it_converts_to_every_box() {
        Boxes endpoint = new Boxes();
        Connection.to(endpoint, Map.of("v", "7")).open();
        assertThat(endpoint.calls.toString()).isEqualTo("[[7, 7, 7, 7, 7.0, 7.0, 7]]");
    }

    @Test
    void an_object_is_null_where_the_path_has_no_such_variable() {
        Absent endpoint = new Absent();
        Connection connection = Connection.to(endpoint, Map.of("v", "7")).open();
        assertThat(endpoint.calls.toString()).isEqualTo("[[null, null]]");
        assertThat(connection.openFailures).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, true", "TRUE, true", "false, false"})
    void a_boolean_is_true_or_false(String given, boolean value) {
        Truth endpoint = new Truth();
        Connection.to(endpoint, Map.of("v", given)).open();
        assertThat(endpoint.calls).containsExactly(value);
    }

    /** WSC-4.3-5: what {@code Boolean}'s constructor with a String would make of it. */
    @Test
    void anything_else_than_true_is_false() {
        Truth endpoint = new Truth();
        Connection.to(endpoint, Map.of("v", "yes")).open();
        assertThat(endpoint.calls).containsExactly(false);
    }

    @ParameterizedTest
    @CsvSource({"seven", "7.5", "2147483648", "' 7'", "0x7"})
    void a_value_that_does_not_convert_is_a_decode_exception_for_on_error(String given) {
        Number endpoint = new Number();
        Connection.to(endpoint, Map.of("v", given)).open().text("hello");
        assertThat(endpoint.calls)
                .singleElement()
                .isInstanceOfSatisfying(
                        DecodeException.class,
                        fault -> {
                            assertThat(fault).hasMessage("path parameter {v} is not a valid int");
                            assertThat(fault.getText()).isEqualTo(given);
                        });
    }
}
