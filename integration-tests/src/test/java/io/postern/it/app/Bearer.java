package io.postern.it.app;

import io.postern.Connection;
import io.postern.upgrade.TokenPrincipal;
import jakarta.annotation.security.RolesAllowed;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.security.Principal;
import java.util.TreeSet;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Tells the bearer of a token what it says. */
@ServerEndpoint(value = "/bearer", subprotocols = "chat.v1")
@RolesAllowed("chat")
public class Bearer {

    @OnMessage
    public String tell(String text, Session session, Connection connection) {
        TokenPrincipal bearer = (TokenPrincipal) session.getUserPrincipal();
        return text.equals("token")
                ? token(bearer)
                : bearer.getName()
                        + " "
                        + new TreeSet<>(connection.identity().orElseThrow().roles())
                        + " "
                        + bearer.claims().get("sub");
    }

    private static String token(Principal bearer) {
        try {
            return ByApi.tell(bearer);
        } catch (NoClassDefFoundError e) {
            return "no API";
        }
    }

    /** Can be loaded only where the server has the API of MicroProfile JWT. */
    private static final class ByApi {

        static String tell(Principal bearer) {
            JsonWebToken token = (JsonWebToken) bearer;
            return token.getSubject() + " by " + token.getIssuer() + " " + token.getGroups();
        }
    }
}
