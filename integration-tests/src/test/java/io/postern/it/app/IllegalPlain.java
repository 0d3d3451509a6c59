package io.postern.it.app;

import jakarta.websocket.OnClose;
import jakarta.websocket.server.ServerEndpoint;

/** No bean, and returns what nobody takes. */
@ServerEndpoint("/illegal-plain")
public class IllegalPlain {

    @OnClose
    public String close() {
        return "to whom?";
    }
}
