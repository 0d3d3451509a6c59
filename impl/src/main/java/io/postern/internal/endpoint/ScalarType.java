package io.postern.internal.endpoint;

import jakarta.websocket.DecodeException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The types that text is converted to without a decoder: String, the primitives and their boxes
 * (Jakarta WebSocket 2.1, sections 4.3 and 4.7). A value becomes what the box's constructor with
 * one String argument would make of it.
 */
enum ScalarType {
    STRING(String.class, String.class, value -> value),
    BOOLEAN(boolean.class, Boolean.class, Boolean::valueOf),
    CHARACTER(char.class, Character.class, ScalarType::parseCharacter),
    BYTE(byte.class, Byte.class, Byte::valueOf),
    SHORT(short.class, Short.class, Short::valueOf),
    INTEGER(int.class, Integer.class, Integer::valueOf),
    LONG(long.class, Long.class, Long::valueOf),
    FLOAT(float.class, Float.class, Float::valueOf),
    DOUBLE(double.class, Double.class, Double::valueOf);

    /** By type and box: it is asked for each message. */
    private static final Map<Class<?>, ScalarType> BY_TYPE =
            Arrays.stream(values())
                    .flatMap(one -> Stream.of(Map.entry(one.type, one), Map.entry(one.box, one)))
                    .distinct()
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final Class<?> type;
    private final Class<?> box;
    private final Function<String, Object> conversion;

    ScalarType(Class<?> type, Class<?> box, Function<String, Object> conversion) {
        this.type = type;
        this.box = box;
        this.conversion = conversion;
    }

    static Optional<ScalarType> of(Class<?> javaType) {
        return Optional.ofNullable(BY_TYPE.get(javaType));
    }

    /**
     * Converts.
     *
     * @param subject what {@code value} is, for the error: "path parameter {id}"
     * @throws DecodeException when it is no such value
     */
    Object convert(String subject, String value) throws DecodeException {
        try {
            return conversion.apply(value);
        } catch (IllegalArgumentException e) {
            throw new DecodeException(
                    value, subject + " is not a valid " + type.getSimpleName(), e);
        }
    }

    /** The box has no constructor that takes a String; one character is the only way to read it. */
    private static Character parseCharacter(String value) {
        if (value.length() != 1) {
            throw new IllegalArgumentException("not a single character");
        }
        return value.charAt(0);
    }
}
