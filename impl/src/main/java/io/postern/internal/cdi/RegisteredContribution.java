package io.postern.internal.cdi;

import java.util.List;

/** An object that the application has registered with a listener of its own making. */
record RegisteredContribution<T>(String listener, T get) implements Contribution<T> {

    @Override
    public String name() {
        return "listener '" + listener + "'";
    }

    @Override
    public List<String> listeners() {
        return List.of(listener);
    }

    @Override
    public <R> R ask(Question<T, R> question) throws Exception {
        synchronized (this) {
            return question.to(get);
        }
    }

    @Override
    public void close() {
        // It is the application's.
    }
}
