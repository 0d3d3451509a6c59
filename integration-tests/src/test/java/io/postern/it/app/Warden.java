package io.postern.it.app;

import io.postern.Connection;
import io.postern.OpenConnections;
import io.postern.PeerIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.util.Set;

/** Changes the rights of those who are in: {@code NAME is ROLE}, or {@code NAME is out}. */
@ServerEndpoint("/warden")
public class Warden {

    @Inject OpenConnections connections;

    @OnMessage
    public String change(String order) {
        String[] words = order.split(" is ", 2);
        for (Session session : connections.ofPrincipal(words[0]).sessions()) {
            Connection connection = Connection.of(session);
            if (words[1].equals("out")) {
                connection.revoke("out");
            } else {
                connection.identify(PeerIdentity.of(words[0], Set.of(words[1])));
            }
        }
        return "done";
    }

    @OnMessage
    @RolesAllowed("admin")
    public void destroy(byte[] bytes) {}
}
