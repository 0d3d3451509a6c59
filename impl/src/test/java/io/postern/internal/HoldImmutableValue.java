package io.postern.internal;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;

/** Looks at what a static field holds when its class has been initialised. */
final class HoldImmutableValue extends ArchCondition<JavaField> {

    /** Types that are there to be changed. */
    private static final Pattern MUTABLE =
            Pattern.compile(".*(Atomic|Adder|Accumulator|ThreadLocal|Builder|Buffer|Lock|Latch).*");

    HoldImmutableValue() {
        super("hold a value that does not change");
    }

    @Override
    public void check(JavaField field, ConditionEvents events) {
        Object value = value(field.reflect());
        boolean immutable = value == null || isImmutable(value);
        String message =
                "%s holds a %s"
                        .formatted(field.getFullName(), value == null ? "" : value.getClass());
        events.add(new SimpleConditionEvent(field, immutable, message));
    }

    private static Object value(Field field) {
        try {
            field.setAccessible(true);
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isImmutable(Object value) {
        String type = value.getClass().getName();
        if (value instanceof Collection || value instanceof Map) {
            return type.startsWith("java.util.ImmutableCollections$")
                    || type.startsWith("java.util.Collections$Unmodifiable");
        }
        return !(value instanceof Executor)
                && !(value instanceof Thread)
                && !MUTABLE.matcher(type).matches();
    }
}
