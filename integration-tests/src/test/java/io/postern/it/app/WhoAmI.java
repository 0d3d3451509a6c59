package io.postern.it.app;

import io.postern.Connection;
import io.postern.Listener;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.security.Principal;
import java.util.Set;

/** Tells clients of several listeners who they are there, and which roles they have. */
@ServerEndpoint("/who")
@Listener("default")
@Listener("cn")
@Listener("uri")
@Listener("known")
@Listener("pages")
public class WhoAmI {

    @OnMessage
    public String tell(String text, Session session, Connection connection) {
        Principal client = session.getUserPrincipal();
        return client == null ? "nobody" : client.getName() + " " + roles(connection);
    }

    private static Set<String> roles(Connection connection) {
        return connection.identity().orElseThrow().roles();
    }
}
