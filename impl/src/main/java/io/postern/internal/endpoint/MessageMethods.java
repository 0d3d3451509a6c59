package io.postern.internal.endpoint;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.PathParam;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Turns {@code @OnMessage} methods into message receivers, noting what is illegal about them. */
final class MessageMethods {

    private final CallbackMethods callbacks;
    private final Codecs codecs;

    MessageMethods(CallbackMethods callbacks, Codecs codecs) {
        this.callbacks = callbacks;
        this.codecs = codecs;
    }

    List<MessageMethod> read(List<Method> methods) {
        return methods.stream().flatMap(method -> read(method).stream()).toList();
    }

    private Optional<MessageMethod> read(Method method) {
        checkReturned(method);
        OptionalLong limit = limit(method);
        List<Parameter> payload = payload(method);
        Optional<MessageType> parts = partType(payload);
        Optional<MessageType> type = parts.or(() -> wholeType(method, payload));
        Optional<CallbackMethod> callback =
                callbacks.bind(
                        method,
                        "@OnMessage",
                        parameter ->
                                Optional.of(
                                        parts.isPresent() && isLast(parameter)
                                                ? new ParameterBinder.OfLast()
                                                : new ParameterBinder.OfPayload()));
        return callback.flatMap(
                bound -> type.map(t -> new MessageMethod(bound, t, parts.isPresent(), limit)));
    }

    /** The parameters that the message must fill. */
    private static List<Parameter> payload(Method method) {
        return Stream.of(method.getParameters())
                .filter(parameter -> !parameter.isAnnotationPresent(PathParam.class))
                .filter(parameter -> CallbackMethods.ofConnection(parameter).isEmpty())
                .toList();
    }

    /** A part and a boolean, in either order: the method takes messages in parts. */
    private static Optional<MessageType> partType(List<Parameter> payload) {
        if (payload.size() != 2 || payload.stream().noneMatch(MessageMethods::isLast)) {
            return Optional.empty();
        }
        return payload.stream()
                .flatMap(parameter -> NativeType.of(parameter.getType()).stream())
                .filter(NativeType::takesParts)
                .<MessageType>map(type -> type)
                .findFirst();
    }

    private static boolean isLast(Parameter parameter) {
        return parameter.getType() == boolean.class || parameter.getType() == Boolean.class;
    }

    private Optional<MessageType> wholeType(Method method, List<Parameter> payload) {
        if (payload.size() != 1) {
            callbacks.problem(
                    method,
                    payload.isEmpty()
                            ? "takes no message; @OnMessage needs a parameter for it"
                            : "takes "
                                    + names(payload)
                                    + "; @OnMessage takes one message, or a part of it (String,"
                                    + " byte[] or ByteBuffer) and a boolean");
            return Optional.empty();
        }
        Class<?> type = payload.get(0).getType();
        Optional<MessageType> found = MessageType.of(type, codecs);
        if (found.isEmpty()) {
            callbacks.problem(
                    method,
                    "has a parameter of type "
                            + payload.get(0).getParameterizedType().getTypeName()
                            + ", which @OnMessage cannot supply: no decoder of the endpoint makes"
                            + " it");
        }
        return found;
    }

    private static String names(List<Parameter> parameters) {
        List<String> names = new ArrayList<>();
        parameters.forEach(parameter -> names.add(parameter.getParameterizedType().getTypeName()));
        return String.join(" and ", names);
    }

    private void checkReturned(Method method) {
        Class<?> returned = method.getReturnType();
        if (returned != void.class
                && returned != Void.class
                && returned != byte[].class
                && !ByteBuffer.class.isAssignableFrom(returned)
                && ScalarType.of(returned).isEmpty()
                && !codecs.mayEncode(returned)) {
            callbacks.problem(
                    method,
                    "returns "
                            + returned.getTypeName()
                            + ", for which the endpoint names no encoder; without one an @OnMessage"
                            + " method may return void, String, byte[], ByteBuffer, a primitive or"
                            + " its box");
        }
    }

    private OptionalLong limit(Method method) {
        long limit = method.getAnnotation(OnMessage.class).maxMessageSize();
        if (limit > Integer.MAX_VALUE && WebSocketApi.CURRENT.atLeast22()) {
            callbacks.problem(
                    method,
                    "has maxMessageSize="
                            + limit
                            + "; no Java virtual machine holds a message above "
                            + Integer.MAX_VALUE
                            + " bytes (Jakarta WebSocket 2.2, section 4.7.1)");
        }
        return limit < 0 ? OptionalLong.empty() : OptionalLong.of(limit);
    }
}
