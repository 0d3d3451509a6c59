package io.postern.it.conformance;

import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

/** An endpoint with subprotocols and one without. */
public final class HandshakeEndpoints {

    private HandshakeEndpoints() {}

    @ServerEndpoint(
            value = "/subprotocols",
            subprotocols = {"v1.chat", "v2.chat", "v3.chat"})
    public static class Subprotocols {

        @OnMessage
        public String message(String text, Session session) {
            return "agreed '" + session.getNegotiatedSubprotocol() + "'";
        }
    }

    @ServerEndpoint("/no-subprotocols")
    public static class NoSubprotocols {

        @OnMessage
        public String message(String text, Session session) {
            return "agreed '"
                    + session.getNegotiatedSubprotocol()
                    + "' and "
                    + session.getNegotiatedExtensions();
        }
    }
}
