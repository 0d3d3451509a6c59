package io.postern.internal.endpoint;

import jakarta.websocket.CloseReason;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns annotated methods of one class into callbacks, noting what is illegal about them. */
final class CallbackMethods {

    private static final Set<Class<?>> MESSAGE_TYPES =
            Arrays.stream(MessageKind.values())
                    .map(MessageKind::type)
                    .collect(Collectors.toUnmodifiableSet());

    private final Class<?> endpoint;
    private final String path;
    private final List<String> problems;

    /**
     * @param path the endpoint's path template
     */
    CallbackMethods(Class<?> endpoint, String path, List<String> problems) {
        this.endpoint = endpoint;
        this.path = path;
        this.problems = problems;
    }

    Optional<CallbackMethod> onOpen(Method method) {
        requireVoid(method, "@OnOpen");
        return bind(method, "@OnOpen", new Payload(Set.of(), false, true));
    }

    Optional<CallbackMethod> onClose(Method method) {
        requireVoid(method, "@OnClose");
        return bind(method, "@OnClose", new Payload(Set.of(CloseReason.class), false, false));
    }

    Optional<CallbackMethod> onError(Method method) {
        requireVoid(method, "@OnError");
        return bind(method, "@OnError", new Payload(Set.of(Throwable.class), true, false));
    }

    Optional<MessageMethod> onMessage(Method method) {
        Class<?> returned = method.getReturnType();
        if (returned != void.class
                && returned != Void.class
                && returned != byte[].class
                && returned != ByteBuffer.class
                && PathParameterType.of(returned).isEmpty()) {
            problem(
                    method,
                    "returns "
                            + returned.getTypeName()
                            + "; an @OnMessage method may return void, String, byte[], ByteBuffer,"
                            + " a primitive or its box");
        }
        Optional<CallbackMethod> callback =
                bind(method, "@OnMessage", new Payload(MESSAGE_TYPES, true, false));
        return callback.flatMap(
                bound -> kind(method).map(kind -> new MessageMethod(bound, kind, limit(method))));
    }

    private static Optional<MessageKind> kind(Method method) {
        return Arrays.stream(MessageKind.values())
                .filter(kind -> payloadTypes(method).contains(kind.type()))
                .findFirst();
    }

    private static List<Class<?>> payloadTypes(Method method) {
        return Arrays.stream(method.getParameters())
                .filter(parameter -> !parameter.isAnnotationPresent(PathParam.class))
                .<Class<?>>map(Parameter::getType)
                .toList();
    }

    private static Optional<Long> limit(Method method) {
        long limit = method.getAnnotation(OnMessage.class).maxMessageSize();
        return limit < 0 ? Optional.empty() : Optional.of(limit);
    }

    /** What a callback may take besides the session and path parameters. */
    private record Payload(Set<Class<?>> types, boolean required, boolean config) {}

    private Optional<CallbackMethod> bind(Method method, String annotation, Payload payload) {
        int before = problems.size();
        if (Modifier.isStatic(method.getModifiers()) || Modifier.isPrivate(method.getModifiers())) {
            problem(
                    method,
                    "is static or private; a callback is called on the bean, so it must be an"
                            + " instance method that its proxy can reach");
        }
        List<ParameterBinder> binders = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            Optional<ParameterBinder> binder = binder(parameter, payload);
            if (binder.isEmpty()) {
                problem(method, illegal(annotation, parameter));
            }
            binder.ifPresent(binders::add);
            checkVariable(method, parameter);
        }
        checkCounts(method, annotation, payload, binders);
        if (problems.size() > before) {
            return Optional.empty();
        }
        method.setAccessible(true);
        return Optional.of(new CallbackMethod(method, binders));
    }

    private static Optional<ParameterBinder> binder(Parameter parameter, Payload payload) {
        Class<?> type = parameter.getType();
        PathParam pathParam = parameter.getAnnotation(PathParam.class);
        if (pathParam != null) {
            return PathParameterType.of(type)
                    .map(t -> new ParameterBinder.OfPathParameter(pathParam.value(), t));
        }
        if (type == Session.class) {
            return Optional.of(new ParameterBinder.OfSession());
        }
        if (payload.config() && type == EndpointConfig.class) {
            return Optional.of(new ParameterBinder.OfConfig());
        }
        return payload.types().contains(type)
                ? Optional.of(new ParameterBinder.OfPayload())
                : Optional.empty();
    }

    /** What the path lacks is null (section 4.3), and that a primitive cannot be. */
    private void checkVariable(Method method, Parameter parameter) {
        PathParam pathParam = parameter.getAnnotation(PathParam.class);
        if (pathParam != null
                && parameter.getType().isPrimitive()
                && !path.contains("{" + pathParam.value() + "}")) {
            problem(
                    method,
                    ("has a @PathParam of type %s, but the path \"%s\" has no variable {%s};"
                         + " correct the name or take a type that can be null (section 4.3)")
                            .formatted(parameter.getType(), path, pathParam.value()));
        }
    }

    private void checkCounts(
            Method method, String annotation, Payload payload, List<ParameterBinder> binders) {
        long payloads =
                binders.stream().filter(ParameterBinder.OfPayload.class::isInstance).count();
        long sessions =
                binders.stream().filter(ParameterBinder.OfSession.class::isInstance).count();
        if (payload.required() && payloads == 0) {
            problem(method, annotation + " needs a parameter of type " + names(payload.types()));
        }
        if (payloads > 1) {
            problem(method, "takes more than one parameter of " + names(payload.types()));
        }
        if (sessions > 1) {
            problem(method, "takes the session twice");
        }
    }

    private static String illegal(String annotation, Parameter parameter) {
        String type = parameter.getParameterizedType().getTypeName();
        return parameter.isAnnotationPresent(PathParam.class)
                ? "has a @PathParam of type "
                        + type
                        + "; it must be String, a primitive or its box (section 4.3)"
                : "has a parameter of type " + type + ", which " + annotation + " cannot supply";
    }

    private void requireVoid(Method method, String annotation) {
        if (method.getReturnType() != void.class) {
            problem(method, "returns a value; an " + annotation + " method is void");
        }
    }

    private static String names(Set<Class<?>> types) {
        return types.stream().map(Class::getSimpleName).sorted().collect(Collectors.joining(", "));
    }

    private void problem(Method method, String text) {
        problems.add(endpoint.getName() + "." + method.getName() + " " + text);
    }
}
