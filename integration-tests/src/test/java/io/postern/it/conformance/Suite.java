package io.postern.it.conformance;

import io.postern.it.support.LeakProbe;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/** What the application of a test class with chapters as nested classes is made of. */
final class Suite {

    /** Limits that let a message of 16 MiB through in as many fragments as the suite sends. */
    static final Map<String, String> PROPERTIES = Map.of("wss.max-fragments", "4096");

    private Suite() {}

    /** The classes that {@link Deploys} names on the chapters, and those that all need. */
    static Class<?>[] classes(Class<?> tests) {
        return Stream.concat(
                        Stream.of(Notes.class, Thrown.class, LeakProbe.class),
                        Arrays.stream(tests.getDeclaredClasses())
                                .map(
                                        chapter ->
                                                chapter.getSuperclass()
                                                        .getAnnotation(Deploys.class))
                                .flatMap(deploys -> Arrays.stream(deploys.value())))
                .distinct()
                .toArray(Class<?>[]::new);
    }
}
