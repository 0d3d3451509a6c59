package io.postern.internal.cdi;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;

/**
 * Java 17 remembers the type of a component of the record class that was used last, and with it
 * that class's loader, until another record class is used (JDK-8078641). Here, one is used.
 */
final class RecordCache {

    private record Neutral(String name) {}

    private RecordCache() {}

    static void forget() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            MethodHandle name =
                    lookup.findVirtual(Neutral.class, "name", MethodType.methodType(String.class));
            MethodType equals = MethodType.methodType(boolean.class, Neutral.class, Object.class);
            MethodType hashCode = MethodType.methodType(int.class, Neutral.class);
            ObjectMethods.bootstrap(lookup, "equals", equals, Neutral.class, "name", name);
            ObjectMethods.bootstrap(lookup, "hashCode", hashCode, Neutral.class, "name", name);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
