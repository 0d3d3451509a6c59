package io.postern.internal.endpoint;

import io.postern.Dispatch;
import jakarta.websocket.DecodeException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One method of an endpoint class and how its parameters are found.
 *
 * @param method accessible; called on the bean or its client proxy
 * @param binders one for each parameter, in order
 * @param dispatch where it is called, if it says so
 * @param access for whom, if it says so
 */
record CallbackMethod(
        Method method,
        List<ParameterBinder> binders,
        Optional<Dispatch> dispatch,
        Optional<AccessRule> access) {

    CallbackMethod {
        binders = List.copyOf(binders);
    }

    /**
     * Asks whether the method is for a client.
     *
     * @throws AccessDenied when it is not
     */
    void requireAccess(Identity client) {
        if (access.isPresent() && access.get().test(client) != AccessRule.Access.ALLOWED) {
            throw new AccessDenied(method, access.get());
        }
    }

    /**
     * Calls the method.
     *
     * @return what it returned; null for {@code void}
     * @throws AccessDenied when it is not for the client
     * @throws DecodeException when a path parameter does not convert
     * @throws Throwable what the method threw
     */
    @Nullable Object call(Object instance, CallbackArguments arguments) throws Throwable {
        requireAccess(arguments.connection().identity());
        @Nullable Object[] values = new @Nullable Object[binders.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = binders.get(i).bind(arguments);
        }
        try {
            return method.invoke(instance, values);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
