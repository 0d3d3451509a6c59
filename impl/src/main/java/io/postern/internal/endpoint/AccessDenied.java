package io.postern.internal.endpoint;

import java.lang.reflect.Method;

/** A method is not for the client whose message has come. Its message names no client. */
final class AccessDenied extends SecurityException {

    private static final long serialVersionUID = 1L;

    AccessDenied(Method method, AccessRule rule) {
        super(
                method.getDeclaringClass().getName()
                        + "."
                        + method.getName()
                        + (rule instanceof AccessRule.HasRole roles
                                ? " is for clients with one of the roles " + roles.roles()
                                : " is for no client"));
    }
}
