package io.postern.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.Decoder;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.MessageHandler.Whole;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** D-3, J-5: the type of a handler, an encoder or a decoder is found in its class. */
class TypeArgumentsTest {

    abstract static class Direct implements Whole<String> {}

    abstract static class Inherited extends Direct {}

    abstract static class Generic<A, T> implements Whole<T> {}

    abstract static class Bound extends Generic<Integer, Long> {}

    abstract static class Renamed<X> extends Generic<String, X> {}

    abstract static class BoundTwice extends Renamed<Boolean> {}

    interface Between<K, V> extends Runnable, Whole<Map<K, V>> {}

    abstract static class ThroughInterface implements Supplier<Bound>, Between<String, Long> {}

    abstract static class Bytes implements Whole<byte[]> {}

    abstract static class BytesThroughVariable extends Generic<Void, byte[]> {}

    abstract static class ArrayOfLists extends Generic<Void, List<String>[]> {}

    abstract static class ArrayOf<T> implements Whole<T[]> {}

    abstract static class ArrayOfStrings extends ArrayOf<String> {}

    abstract static class ListOf<T> extends Generic<Void, List<T>> {}

    abstract static class ListOfStrings extends ListOf<String> {}

    @SuppressWarnings("rawtypes")
    abstract static class Raw implements Whole {}

    @SuppressWarnings("rawtypes")
    abstract static class RawAbove extends Generic {}

    abstract static class Open<T> implements Whole<T> {}

    abstract static class Both implements Whole<String>, MessageHandler.Partial<byte[]> {}

    static Stream<Arguments> declared() {
        return Stream.of(
                Arguments.of(Direct.class, String.class),
                Arguments.of(Inherited.class, String.class),
                Arguments.of(Bound.class, Long.class),
                Arguments.of(BoundTwice.class, Boolean.class),
                Arguments.of(ThroughInterface.class, Map.class),
                Arguments.of(Bytes.class, byte[].class),
                Arguments.of(BytesThroughVariable.class, byte[].class),
                Arguments.of(ArrayOfLists.class, List[].class),
                Arguments.of(ArrayOfStrings.class, String[].class),
                Arguments.of(ListOfStrings.class, List.class),
                Arguments.of(Both.class, String.class));
    }

    @ParameterizedTest
    @MethodSource("declared")
    void what_a_class_declares_is_found(Class<?> type, Class<?> argument) {
        assertThat(TypeArguments.of(type, Whole.class)).contains(argument);
    }

    @ParameterizedTest
    @MethodSource("undeclared")
    void what_it_leaves_open_is_not(Class<?> type) {
        assertThat(TypeArguments.of(type, Whole.class)).isEmpty();
    }

    static Stream<Class<?>> undeclared() {
        Whole<String> lambda = message -> {};
        return Stream.of(Raw.class, RawAbove.class, Open.class, lambda.getClass(), String.class);
    }

    @Test
    void an_anonymous_class_says_it_too() {
        Whole<?> anonymous =
                new Whole<Integer>() {
                    @Override
                    public void onMessage(Integer message) {}
                };
        assertThat(TypeArguments.of(anonymous.getClass(), Whole.class)).contains(Integer.class);
    }

    @Test
    void each_of_two_interfaces_has_its_own() {
        assertThat(TypeArguments.of(Both.class, MessageHandler.Partial.class))
                .contains(byte[].class);
        assertThat(TypeArguments.of(Both.class, Decoder.Text.class)).isEmpty();
    }
}
