package io.postern.internal.cdi;

import java.util.List;

/** What the application contributes to its listeners, and where it comes from. */
sealed interface Contribution<T> extends AutoCloseable
        permits BeanContribution, RegisteredContribution {

    /** Who contributes it, for messages. */
    String name();

    /** The listeners that it is for; none when it names none. */
    List<String> listeners();

    /** Whether it is for this listener: by name, or because it names none. */
    default boolean isFor(String listener) {
        return listeners().isEmpty() || listeners().contains(listener);
    }

    /** The object itself. */
    T get();

    /** A question that may fail with anything. */
    interface Question<T, R> {
        R to(T instance) throws Exception;
    }

    /** Asks it; never two threads at once, for several listeners may. */
    <R> R ask(Question<T, R> question) throws Exception;

    @Override
    void close();
}
