package io.postern.internal.endpoint;

import jakarta.websocket.DecodeException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * The types that a {@code @PathParam} may have: String, the primitives and their boxes (Jakarta
 * WebSocket 2.1, section 4.3).
 */
enum PathParameterType {
    STRING(String.class, String.class, value -> value),
    BOOLEAN(boolean.class, Boolean.class, PathParameterType::parseBoolean),
    CHARACTER(char.class, Character.class, PathParameterType::parseCharacter),
    BYTE(byte.class, Byte.class, Byte::valueOf),
    SHORT(short.class, Short.class, Short::valueOf),
    INTEGER(int.class, Integer.class, Integer::valueOf),
    LONG(long.class, Long.class, Long::valueOf),
    FLOAT(float.class, Float.class, Float::valueOf),
    DOUBLE(double.class, Double.class, Double::valueOf);

    private final Class<?> type;
    private final Class<?> box;
    private final Function<String, Object> conversion;

    PathParameterType(Class<?> type, Class<?> box, Function<String, Object> conversion) {
        this.type = type;
        this.box = box;
        this.conversion = conversion;
    }

    static Optional<PathParameterType> of(Class<?> parameter) {
        return Arrays.stream(values())
                .filter(candidate -> candidate.type == parameter || candidate.box == parameter)
                .findFirst();
    }

    Object convert(String name, String value) throws DecodeException {
        try {
            return conversion.apply(value);
        } catch (IllegalArgumentException e) {
            throw new DecodeException(
                    value,
                    "path parameter {" + name + "} is not a valid " + type.getSimpleName(),
                    e);
        }
    }

    private static Boolean parseBoolean(String value) {
        if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
            return Boolean.valueOf(value);
        }
        throw new IllegalArgumentException("neither true nor false");
    }

    private static Character parseCharacter(String value) {
        if (value.length() != 1) {
            throw new IllegalArgumentException("not a single character");
        }
        return value.charAt(0);
    }
}
