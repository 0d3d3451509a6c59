package io.postern.internal.endpoint;

import io.postern.Dispatch;
import io.postern.DispatchOn;
import io.postern.internal.config.VirtualThreads;
import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Which threads call an endpoint, as far as it says so itself.
 *
 * @param type for all its callbacks
 * @param open for {@code @OnOpen}
 * @param close for {@code @OnClose}
 */
public record DispatchRules(
        Optional<Dispatch> type, Optional<Dispatch> open, Optional<Dispatch> close) {

    /** Of an endpoint whose methods say nothing. */
    static DispatchRules of(Optional<Dispatch> type) {
        return new DispatchRules(type, Optional.empty(), Optional.empty());
    }

    /** Those of the methods. */
    DispatchRules with(EndpointKind.Lifecycle lifecycle) {
        return new DispatchRules(
                type,
                lifecycle.onOpen().flatMap(CallbackMethod::dispatch),
                lifecycle.onClose().flatMap(CallbackMethod::dispatch));
    }

    /**
     * What a class or a method says.
     *
     * @param problem told what is wrong with it
     */
    static Optional<Dispatch> declared(AnnotatedElement element, Consumer<String> problem) {
        Optional<Dispatch> declared =
                Optional.ofNullable(element.getAnnotation(DispatchOn.class)).map(DispatchOn::value);
        declared.filter(Dispatch.VIRTUAL::equals)
                .flatMap(virtual -> VirtualThreads.missing())
                .ifPresent(why -> problem.accept("has @DispatchOn(Dispatch.VIRTUAL), but " + why));
        return declared;
    }
}
