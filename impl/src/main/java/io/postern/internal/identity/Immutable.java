package io.postern.internal.identity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies of JSON that nobody can change. */
final class Immutable {

    /** Deeper than any claim, and far from the end of a stack. */
    private static final int MAX_DEPTH = 64;

    private Immutable() {}

    /**
     * Copies an object and all in it.
     *
     * @throws TokenRefusal when it is nested too deep
     */
    static Map<String, Object> copy(Map<String, Object> json) throws TokenRefusal {
        return copy(json, 0);
    }

    private static Map<String, Object> copy(Map<?, ?> json, int depth) throws TokenRefusal {
        Map<String, Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> member : json.entrySet()) {
            Object value = value(member.getValue(), depth);
            if (value != null) { // null says as much as an absent claim
                copy.put(String.valueOf(member.getKey()), value);
            }
        }
        return Collections.unmodifiableMap(copy);
    }

    private static @Nullable Object value(@Nullable Object value, int depth) throws TokenRefusal {
        if (depth > MAX_DEPTH) {
            throw TokenRefusal.invalid("has claims that are nested too deep");
        }
        if (value instanceof Map<?, ?> map) {
            return copy(map, depth + 1);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            for (Object element : list) {
                copy.add(value(element, depth + 1));
            }
            return Collections.unmodifiableList(copy);
        }
        return value;
    }
}
