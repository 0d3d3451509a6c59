package io.postern.internal.endpoint;

import io.postern.Connection;
import io.postern.Dispatch;
import io.postern.DispatchOn;
import io.postern.tls.ClientCertificate;
import jakarta.websocket.CloseReason;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Turns annotated methods of one class into callbacks, noting what is illegal about them. */
final class CallbackMethods {

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
        atMostOne(method, EndpointConfig.class, "the configuration");
        return bind(method, "@OnOpen", only(EndpointConfig.class, new ParameterBinder.OfConfig()));
    }

    Optional<CallbackMethod> onClose(Method method) {
        requireVoid(method, "@OnClose");
        atMostOne(method, CloseReason.class, "the reason");
        forAll(method, "@OnClose");
        return bind(method, "@OnClose", only(CloseReason.class, new ParameterBinder.OfPayload()));
    }

    Optional<CallbackMethod> onError(Method method) {
        requireVoid(method, "@OnError");
        atMostOne(method, Throwable.class, "the error");
        forAll(method, "@OnError");
        if (Stream.of(method.getParameterTypes()).noneMatch(Throwable.class::equals)) {
            problem(method, "@OnError needs a parameter of type Throwable");
        }
        if (method.isAnnotationPresent(DispatchOn.class)) {
            problem(
                    method,
                    "has @DispatchOn, which @OnError cannot have: it runs where what failed has"
                            + " run");
        }
        return bind(method, "@OnError", only(Throwable.class, new ParameterBinder.OfPayload()));
    }

    /** What tells an endpoint of its end, or of a fault, is nothing that a client does. */
    private void forAll(Method method, String annotation) {
        if (AccessRule.declared(method, ignored -> {}).isPresent()) {
            problem(
                    method,
                    "says for whom it is, which "
                            + annotation
                            + " cannot: it is called for every client");
        }
    }

    private static Function<Parameter, Optional<ParameterBinder>> only(
            Class<?> type, ParameterBinder binder) {
        return parameter -> parameter.getType() == type ? Optional.of(binder) : Optional.empty();
    }

    /**
     * Finds a binder for each parameter.
     *
     * @param payload the binder of what only this kind of callback can take
     */
    Optional<CallbackMethod> bind(
            Method method,
            String annotation,
            Function<Parameter, Optional<ParameterBinder>> payload) {
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
        atMostOne(method, Session.class, "the session");
        atMostOne(method, Connection.class, "the connection");
        atMostOne(method, ClientCertificate.class, "the client's certificate");
        Optional<Dispatch> dispatch = DispatchRules.declared(method, p -> problem(method, p));
        Optional<AccessRule> access = AccessRule.declared(method, p -> problem(method, p));
        if (problems.size() > before) {
            return Optional.empty();
        }
        method.setAccessible(true);
        return Optional.of(new CallbackMethod(method, binders, dispatch, access));
    }

    private static Optional<ParameterBinder> binder(
            Parameter parameter, Function<Parameter, Optional<ParameterBinder>> payload) {
        PathParam pathParam = parameter.getAnnotation(PathParam.class);
        if (pathParam != null) {
            return ScalarType.of(parameter.getType())
                    .map(t -> new ParameterBinder.OfPathParameter(pathParam.value(), t));
        }
        return ofConnection(parameter).or(() -> payload.apply(parameter));
    }

    /** What every callback can take, beside path parameters. */
    static Optional<ParameterBinder> ofConnection(Parameter parameter) {
        if (parameter.getType() == Session.class) {
            return Optional.of(new ParameterBinder.OfSession());
        }
        if (parameter.getType() == Connection.class) {
            return Optional.of(new ParameterBinder.OfConnection());
        }
        return parameter.getType() == ClientCertificate.class
                ? Optional.of(new ParameterBinder.OfCertificate())
                : Optional.empty();
    }

    /** What the path lacks is null (section 4.3), and that a primitive cannot be. */
    private void checkVariable(Method method, Parameter parameter) {
        PathParam pathParam = parameter.getAnnotation(PathParam.class);
        if (pathParam != null && pathParam.value().isEmpty()) {
            problem(method, "has a @PathParam without a name (section 4.3)");
        } else if (pathParam != null
                && parameter.getType().isPrimitive()
                && !path.contains("{" + pathParam.value() + "}")) {
            problem(
                    method,
                    ("has a @PathParam of type %s, but the path \"%s\" has no variable {%s};"
                         + " correct the name or take a type that can be null (section 4.3)")
                            .formatted(parameter.getType(), path, pathParam.value()));
        }
    }

    private void atMostOne(Method method, Class<?> type, String what) {
        if (Stream.of(method.getParameterTypes()).filter(type::equals).count() > 1) {
            problem(method, "takes " + what + " twice");
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

    void problem(Method method, String text) {
        problems.add(endpoint.getName() + "." + method.getName() + " " + text);
    }
}
