package io.postern.internal.endpoint;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out what a class has put for the type variable of a generic interface. */
final class TypeArguments {

    private TypeArguments() {}

    /**
     * The erasure of the only type argument of {@code generic}, as {@code type} implements it.
     *
     * @return empty where {@code type} does not implement it, or leaves the argument open, as
     *     lambdas and raw types do
     */
    static Optional<Class<?>> of(Class<?> type, Class<?> generic) {
        return Optional.ofNullable(search(type, generic, Map.of()));
    }

    private static @Nullable Class<?> search(
            Type type, Class<?> generic, Map<TypeVariable<?>, Type> known) {
        Map<TypeVariable<?>, Type> variables = known;
        Class<?> raw;
        if (type instanceof ParameterizedType parameterized) {
            raw = (Class<?>) parameterized.getRawType();
            variables = bind(raw, parameterized, known);
        } else if (type instanceof Class<?> plain) {
            raw = plain;
        } else {
            return null;
        }
        if (raw == generic) {
            return erase(generic.getTypeParameters()[0], variables);
        }
        for (Type parent : raw.getGenericInterfaces()) {
            Class<?> found = search(parent, generic, variables);
            if (found != null) {
                return found;
            }
        }
        Type parent = raw.getGenericSuperclass();
        return parent == null ? null : search(parent, generic, variables);
    }

    private static Map<TypeVariable<?>, Type> bind(
            Class<?> raw, ParameterizedType type, Map<TypeVariable<?>, Type> known) {
        Map<TypeVariable<?>, Type> bound = new HashMap<>();
        TypeVariable<?>[] variables = raw.getTypeParameters();
        for (int i = 0; i < variables.length; i++) {
            Type value = erase(type.getActualTypeArguments()[i], known);
            if (value != null) {
                bound.put(variables[i], value);
            }
        }
        return bound;
    }

    private static @Nullable Class<?> erase(Type type, Map<TypeVariable<?>, Type> variables) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        if (type instanceof ParameterizedType parameterized) {
            return (Class<?>) parameterized.getRawType();
        }
        if (type instanceof GenericArrayType array) {
            Class<?> component = erase(array.getGenericComponentType(), variables);
            return component == null ? null : Array.newInstance(component, 0).getClass();
        }
        Type value = type instanceof TypeVariable<?> ? variables.get(type) : null;
        return value == null ? null : erase(value, variables);
    }
}
