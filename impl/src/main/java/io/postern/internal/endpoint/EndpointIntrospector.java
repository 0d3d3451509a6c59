package io.postern.internal.endpoint;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads a {@code @ServerEndpoint} class and says everything that is wrong with it (Jakarta
 * WebSocket 2.1, chapter 4).
 */
public final class EndpointIntrospector {

    private final Class<?> type;
    private final List<String> problems = new ArrayList<>();

    private EndpointIntrospector(Class<?> type) {
        this.type = type;
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
        return new EndpointIntrospector(type).read();
    }

    private Introspection read() {
        ServerEndpoint annotation = type.getAnnotation(ServerEndpoint.class);
        checkType(annotation);
        CallbackMethods methods = new CallbackMethods(type, annotation.value(), problems);
        EndpointDescriptor.Lifecycle lifecycle =
                new EndpointDescriptor.Lifecycle(
                        single(OnOpen.class).flatMap(methods::onOpen),
                        single(OnClose.class).flatMap(methods::onClose),
                        single(OnError.class).flatMap(methods::onError));
        EndpointDescriptor.Messages messages = messages(methods);
        EndpointDescriptor descriptor =
                new EndpointDescriptor(
                        type,
                        annotation.value(),
                        List.of(annotation.subprotocols()),
                        lifecycle,
                        messages);
        return new Introspection(
                problems.isEmpty() ? Optional.of(descriptor) : Optional.empty(), problems);
    }

    private void checkType(ServerEndpoint annotation) {
        if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
            problem("is abstract; @ServerEndpoint belongs on a class that can be instantiated");
        }
        if (type.isMemberClass() && !Modifier.isStatic(type.getModifiers())) {
            problem("is an inner class; make it static or a class of its own");
        }
        if (annotation.encoders().length > 0 || annotation.decoders().length > 0) {
            problem(
                    "names encoders or decoders, which this version does not support;"
                            + " take and return String, byte[] or ByteBuffer");
        }
        if (annotation.configurator() != ServerEndpointConfig.Configurator.class) {
            problem(
                    "names the configurator "
                            + annotation.configurator().getName()
                            + "; this version does not support configurators of the application");
        }
    }

    private EndpointDescriptor.Messages messages(CallbackMethods methods) {
        List<MessageMethod> found =
                annotated(OnMessage.class).stream()
                        .flatMap(method -> methods.onMessage(method).stream())
                        .toList();
        return new EndpointDescriptor.Messages(
                only(found, MessageKind.Payload.TEXT),
                only(found, MessageKind.Payload.BINARY),
                only(found, MessageKind.Payload.PONG));
    }

    private Optional<MessageMethod> only(List<MessageMethod> found, MessageKind.Payload payload) {
        List<MessageMethod> matching =
                found.stream().filter(method -> method.kind().payload() == payload).toList();
        if (matching.size() > 1) {
            problem(
                    "has "
                            + matching.size()
                            + " @OnMessage methods for "
                            + payload.name().toLowerCase(java.util.Locale.ROOT)
                            + " messages; at most one is allowed (section 4.7)");
        }
        return matching.stream().findFirst();
    }

    private Optional<Method> single(Class<? extends Annotation> annotation) {
        List<Method> methods = annotated(annotation);
        if (methods.size() > 1) {
            problem(
                    "has "
                            + methods.size()
                            + " methods with @"
                            + annotation.getSimpleName()
                            + "; at most one is allowed");
        }
        return methods.stream().findFirst();
    }

    /** Annotated methods of the class and its superclasses that no subclass overrides. */
    private List<Method> annotated(Class<? extends Annotation> annotation) {
        List<Method> seen = new ArrayList<>();
        for (Class<?> level = type; level != null && level != Object.class; ) {
            for (Method method : level.getDeclaredMethods()) {
                if (seen.stream().noneMatch(m -> overrides(m, method))) {
                    seen.add(method);
                }
            }
            level = level.getSuperclass();
        }
        return seen.stream()
                .filter(method -> method.isAnnotationPresent(annotation) && !isDouble(method))
                .toList();
    }

    /**
     * Whether {@code method} is a bridge that the compiler put beside the method it leads to. Other
     * bridges, which only widen access to an inherited method, stand for it.
     */
    private static boolean isDouble(Method method) {
        return method.isBridge()
                && Arrays.stream(method.getDeclaringClass().getDeclaredMethods())
                        .anyMatch(
                                other ->
                                        !other.isBridge()
                                                && other.getName().equals(method.getName())
                                                && takesWhatItTakes(other, method));
    }

    private static boolean takesWhatItTakes(Method narrow, Method wide) {
        Class<?>[] narrower = narrow.getParameterTypes();
        Class<?>[] wider = wide.getParameterTypes();
        return narrower.length == wider.length
                && IntStream.range(0, wider.length)
                        .allMatch(i -> wider[i].isAssignableFrom(narrower[i]));
    }

    private static boolean overrides(Method sub, Method method) {
        return !Modifier.isPrivate(method.getModifiers())
                && sub.getName().equals(method.getName())
                && List.of(sub.getParameterTypes()).equals(List.of(method.getParameterTypes()));
    }

    private void problem(String text) {
        problems.add(type.getName() + " " + text);
    }
}
