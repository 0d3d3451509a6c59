package io.postern.internal.session;

import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@code SendResult}s with whichever API the server has: 2.1 takes the failure alone, 2.2 the
 * session as well.
 */
final class SendResults {

    private static final MethodHandle OK = constructor();
    private static final MethodHandle FAILED = constructor(Throwable.class);

    private SendResults() {}

    static SendResult of(Session session, @Nullable Throwable failure) {
        try {
            // 2.1 takes any result with a failure for failed, even where it is null.
            return failure == null
                    ? (SendResult) OK.invokeExact(session)
                    : (SendResult) FAILED.invokeExact(session, failure);
        } catch (Throwable e) {
            throw new IllegalStateException("SendResult could not be made", e);
        }
    }

    /** The constructor that takes the session and {@code more}, or {@code more} alone. */
    private static MethodHandle constructor(Class<?>... more) {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        MethodType old = MethodType.methodType(void.class, more);
        try {
            return lookup.findConstructor(
                    SendResult.class, old.insertParameterTypes(0, Session.class));
        } catch (ReflectiveOperationException notTwoTwo) {
            try {
                return MethodHandles.dropArguments(
                        lookup.findConstructor(SendResult.class, old), 0, Session.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }
    }
}
