package io.postern.internal.endpoint;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The methods of a class and its superclasses that no subclass overrides. A method that overrides
 * an annotated one counts by its own annotations (Jakarta WebSocket 2.1, section 4.8).
 */
final class AnnotatedMethods {

    private final List<Method> methods = new ArrayList<>();

    AnnotatedMethods(Class<?> type) {
        for (Class<?> level = type; level != null && level != Object.class; ) {
            for (Method method : level.getDeclaredMethods()) {
                if (methods.stream().noneMatch(m -> overrides(m, method))) {
                    methods.add(method);
                }
            }
            level = level.getSuperclass();
        }
    }

    List<Method> with(Class<? extends Annotation> annotation) {
        return methods.stream()
                .filter(method -> method.isAnnotationPresent(annotation) && !isDouble(method))
                .toList();
    }

    /**
     * Whether {@code method} is a bridge that the compiler put beside the method it leads to. Other
     * bridges, which only widen access to an inherited method, stand for it.
     */
    private static boolean isDouble(Method method) {
        return method.isBridge()
                && Arrays.stream(method.getDeclaringClass().getDeclaredMethods())
                        .anyMatch(
                                other ->
                                        !other.isBridge()
                                                && other.getName().equals(method.getName())
                                                && takesWhatItTakes(other, method));
    }

    private static boolean takesWhatItTakes(Method narrow, Method wide) {
        Class<?>[] narrower = narrow.getParameterTypes();
        Class<?>[] wider = wide.getParameterTypes();
        return narrower.length == wider.length
                && IntStream.range(0, wider.length)
                        .allMatch(i -> wider[i].isAssignableFrom(narrower[i]));
    }

    private static boolean overrides(Method sub, Method method) {
        return !Modifier.isPrivate(method.getModifiers())
                && sub.getName().equals(method.getName())
                && List.of(sub.getParameterTypes()).equals(List.of(method.getParameterTypes()));
    }
}
