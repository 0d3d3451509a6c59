package io.postern.it.app;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** A session bean, which servers give a request context where there is none. */
@Stateless
public class Clerk {

    @Inject InRequest request;

    public int next() {
        return request.next();
    }
}
