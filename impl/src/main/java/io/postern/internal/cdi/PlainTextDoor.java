package io.postern.internal.cdi;

import jakarta.websocket.server.ServerApplicationConfig;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds out whether a {@code ServerApplicationConfig} of the application's own hands endpoints to
 * the server again: a server deploys what any of them returns.
 */
final class PlainTextDoor {

    private PlainTextDoor() {}

    /** Says which application config opens the door to which endpoints. */
    static List<String> problems(EndpointCollector collector) {
        List<String> problems = new ArrayList<>();
        for (Class<? extends ServerApplicationConfig> type : collector.applicationConfigs()) {
            check(type, collector.endpoints(), problems);
        }
        return problems;
    }

    private static void check(
            Class<? extends ServerApplicationConfig> type,
            Set<Class<?>> endpoints,
            List<String> problems) {
        Set<Class<?>> returned;
        try {
            ServerApplicationConfig config = type.getDeclaredConstructor().newInstance();
            returned = config.getAnnotatedEndpointClasses(new LinkedHashSet<>(endpoints));
        } catch (ReflectiveOperationException | RuntimeException e) {
            problems.add(
                    "%s cannot be asked which endpoints it hands to the server: %s"
                            .formatted(type.getName(), e));
            return;
        }
        for (Class<?> endpoint : endpoints) {
            if (returned != null && returned.contains(endpoint)) {
                problems.add(
                        ("%s hands %s to the server, which would serve it on its own port without"
                             + " this listener's TLS and rules; leave it out of what"
                             + " getAnnotatedEndpointClasses returns, or accept both doors with"
                             + " wss.container-endpoints=allow")
                                .formatted(type.getName(), endpoint.getName()));
            }
        }
    }
}
