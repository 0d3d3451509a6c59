package io.postern.internal.endpoint;

import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.util.Map;

/**
 * A session that knows its id, its path parameters and its message handlers; whatever else is asked
 * of it fails.
 */
final class SessionDouble {

    private SessionDouble() {}

    static Session with(Map<String, String> pathParameters, MessageHandlers handlers) {
        return (Session)
                Proxy.newProxyInstance(
                        SessionDouble.class.getClassLoader(),
                        new Class<?>[] {Session.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "getId", "toString" -> "session-1";
                                    case "getPathParameters" -> pathParameters;
                                    case "addMessageHandler" -> {
                                        handlers.add((MessageHandler) arguments[0]);
                                        yield null;
                                    }
                                    case "hashCode" -> System.identityHashCode(proxy);
                                    case "equals" -> proxy == arguments[0];
                                    default ->
                                            throw new UnsupportedOperationException(
                                                    method.getName());
                                });
    }
}
