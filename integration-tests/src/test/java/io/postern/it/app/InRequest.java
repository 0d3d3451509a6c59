package io.postern.it.app;

import jakarta.enterprise.context.RequestScoped;

/** Counts within one callback only, if the request context is the callback's own. */
@RequestScoped
public class InRequest {

    private int calls;

    public int next() {
        return ++calls;
    }
}
