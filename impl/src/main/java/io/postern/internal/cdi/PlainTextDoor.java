package io.postern.internal.cdi;

import io.postern.internal.config.ContainerEndpoints;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out whether a {@code ServerApplicationConfig} of the application's own hands endpoints to
 * the server again: a server with a WebSocket container of its own deploys what any of them
 * returns.
 *
 * @param setting whether that is accepted
 * @param isThere whether the server has one
 */
record PlainTextDoor(ContainerEndpoints setting, boolean isThere) {

    /** Says which application config opens the door to which endpoints. */
    List<String> problems(List<ApplicationConfigs.Answer> answers) {
        List<String> problems = new ArrayList<>();
        if (setting == ContainerEndpoints.ALLOW || !isThere) {
            return problems;
        }
        for (ApplicationConfigs.Answer answer : answers) {
            for (Class<?> endpoint : answer.annotated()) {
                problems.add(problem(answer, endpoint.getName()));
            }
            for (ServerEndpointConfig config : answer.configured()) {
                problems.add(problem(answer, "\"" + config.getPath() + "\""));
            }
        }
        return problems;
    }

    private static String problem(ApplicationConfigs.Answer answer, String endpoint) {
        return ("%s hands %s to the server, which would serve it on its own port without this"
                        + " listener's TLS and rules; remove that ServerApplicationConfig"
                        + " (annotated endpoints need none) and add programmatic endpoints with an"
                        + " injected ServerContainer, or accept both doors with"
                        + " wss.container-endpoints=allow")
                .formatted(answer.by().getName(), endpoint);
    }
}
