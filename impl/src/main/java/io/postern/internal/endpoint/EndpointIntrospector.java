package io.postern.internal.endpoint;

import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what an endpoint declares and says everything that is wrong with it (Jakarta WebSocket 2.1,
 * chapter 4).
 */
public final class EndpointIntrospector {

    private final EndpointDeclaration declaration;
    private final List<String> problems = new ArrayList<>();

    private EndpointIntrospector(EndpointDeclaration declaration) {
        this.declaration = declaration;
    }

    /**
     * What was found.
     *
     * @param descriptor present when there are no problems
     * @param problems each names the class, the method where there is one, and the rule
     */
    public record Introspection(Optional<EndpointDescriptor> descriptor, List<String> problems) {

        public Introspection {
            problems = List.copyOf(problems);
        }
    }

    /** Reads {@code type}, which must bear {@code @ServerEndpoint}. */
    public static Introspection introspect(Class<?> type) {
        ServerEndpoint annotation = type.getAnnotation(ServerEndpoint.class);
        return new EndpointIntrospector(new EndpointDeclaration.ByAnnotation(type, annotation))
                .read(List.of(annotation.encoders()), List.of(annotation.decoders()));
    }

    /** Reads {@code config} and its class: an {@code Endpoint}, or one with annotated methods. */
    public static Introspection introspect(ServerEndpointConfig config) {
        return new EndpointIntrospector(new EndpointDeclaration.ByConfig(config))
                .read(config.getEncoders(), config.getDecoders());
    }

    /** Whether a class can be an endpoint's, annotated or not. */
    public static boolean isEndpoint(Class<?> type) {
        AnnotatedMethods methods = new AnnotatedMethods(type);
        return type.isAnnotationPresent(ServerEndpoint.class)
                || Endpoint.class.isAssignableFrom(type)
                || !methods.with(OnOpen.class).isEmpty()
                || !methods.with(OnMessage.class).isEmpty();
    }

    private Introspection read(
            List<Class<? extends Encoder>> encoders, List<Class<? extends Decoder>> decoders) {
        checkType();
        Codecs codecs = Codecs.read(encoders, decoders, this::problem);
        EndpointKind kind =
                Endpoint.class.isAssignableFrom(type())
                        ? new EndpointKind.Programmatic(handlesErrors())
                        : annotated(codecs);
        DispatchRules dispatch = dispatch(kind);
        EntryPolicy entry = entry(kind);
        return new Introspection(
                problems.isEmpty()
                        ? Optional.of(
                                new EndpointDescriptor(declaration, codecs, kind, dispatch, entry))
                        : Optional.empty(),
                problems);
    }

    private DispatchRules dispatch(EndpointKind kind) {
        DispatchRules ofType = DispatchRules.of(DispatchRules.declared(type(), this::problem));
        return kind instanceof EndpointKind.Annotated annotated
                ? ofType.with(annotated.lifecycle())
                : ofType;
    }

    private EntryPolicy entry(EndpointKind kind) {
        return EntryPolicy.of(type(), this::problem)
                .opening(
                        kind instanceof EndpointKind.Annotated annotated
                                ? annotated.lifecycle().onOpen().flatMap(CallbackMethod::access)
                                : AccessRule.declared(opening(), this::problem));
    }

    private Method opening() {
        try {
            return type().getMethod("onOpen", Session.class, EndpointConfig.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every Endpoint has onOpen", e);
        }
    }

    private void checkType() {
        if (type().isInterface() || Modifier.isAbstract(type().getModifiers())) {
            problem("is abstract; @ServerEndpoint belongs on a class that can be instantiated");
        }
        if (declaration instanceof EndpointDeclaration.ByAnnotation
                && !Modifier.isPublic(type().getModifiers())) {
            problem("is not public; a @ServerEndpoint class must be (section 4.1)");
        }
        if (type().isMemberClass() && !Modifier.isStatic(type().getModifiers())) {
            problem("is an inner class; make it static or a class of its own");
        }
    }

    private boolean handlesErrors() {
        try {
            return type().getMethod("onError", Session.class, Throwable.class).getDeclaringClass()
                    != Endpoint.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every Endpoint has onError", e);
        }
    }

    private EndpointKind annotated(Codecs codecs) {
        AnnotatedMethods methods = new AnnotatedMethods(type());
        CallbackMethods callbacks = new CallbackMethods(type(), declaration.path(), problems);
        EndpointKind.Lifecycle lifecycle =
                new EndpointKind.Lifecycle(
                        single(methods, OnOpen.class, callbacks::onOpen),
                        single(methods, OnClose.class, callbacks::onClose),
                        single(methods, OnError.class, callbacks::onError));
        MessageMethods messages = new MessageMethods(callbacks, codecs);
        return new EndpointKind.Annotated(
                lifecycle, onePerKind(messages.read(methods.with(OnMessage.class))));
    }

    private Optional<CallbackMethod> single(
            AnnotatedMethods methods,
            Class<? extends Annotation> annotation,
            Function<Method, Optional<CallbackMethod>> callback) {
        List<Method> found = methods.with(annotation);
        if (found.size() > 1) {
            problem(
                    "has "
                            + found.size()
                            + " methods with @"
                            + annotation.getSimpleName()
                            + "; at most one is allowed");
        }
        return found.stream().findFirst().flatMap(callback);
    }

    private List<MessageMethod> onePerKind(List<MessageMethod> methods) {
        for (MessageKind kind : MessageKind.values()) {
            long takers = methods.stream().filter(m -> m.type().kinds().contains(kind)).count();
            if (takers > 1) {
                problem(
                        "has "
                                + takers
                                + " @OnMessage methods for "
                                + kind
                                + " messages; at most one is allowed (section 4.7)");
            }
        }
        return methods;
    }

    private Class<?> type() {
        return declaration.type();
    }

    private void problem(String text) {
        problems.add(type().getName() + " " + text);
    }
}
