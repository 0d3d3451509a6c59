package io.postern.internal.cdi;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;

/**
 * Java 17 remembers the record class that was compared last, and with it that class's loader and
 * all of an application that was undeployed, until another record class is compared (JDK-8078641).
 */
final class RecordCache {

    private RecordCache() {}

    /** Has the JVM remember a class of its own instead; needless, but harmless, on a later Java. */
    static void forget() {
        MethodHandle component = MethodHandles.identity(String.class);
        MethodType equals = MethodType.methodType(boolean.class, String.class, Object.class);
        MethodType hashCode = MethodType.methodType(int.class, String.class);
        remember("equals", equals, component);
        remember("hashCode", hashCode, component);
    }

    private static void remember(String method, MethodType type, MethodHandle component) {
        try {
            ObjectMethods.bootstrap(
                    MethodHandles.lookup(), method, type, String.class, "text", component);
        } catch (Throwable e) {
            throw new IllegalStateException("Java cannot compare two texts", e);
        }
    }
}
