package io.postern.internal.cdi;

import io.postern.Listener;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Which listeners something of the application is for, by {@link Listener @Listener}. */
final class Placement {

    /** The listener that is there without being declared. */
    static final String DEFAULT = "default";

    private Placement() {}

    /** Of an endpoint class: without the annotation, the default listener. */
    static List<String> ofEndpoint(AnnotatedElement type) {
        List<String> names = names(Stream.of(type.getAnnotationsByType(Listener.class)));
        return names.isEmpty() ? List.of(DEFAULT) : names;
    }

    /** Of a bean with these qualifiers: none for one that names no listener. */
    static List<String> ofBean(Collection<Annotation> qualifiers) {
        return names(
                qualifiers.stream().filter(Listener.class::isInstance).map(Listener.class::cast));
    }

    private static List<String> names(Stream<Listener> annotations) {
        return annotations.map(Listener::value).distinct().toList();
    }
}
