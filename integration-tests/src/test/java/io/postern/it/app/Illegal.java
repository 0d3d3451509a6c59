package io.postern.it.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.util.Map;

/** A bean whose method has a parameter that nobody can supply. */
@ServerEndpoint("/illegal")
@ApplicationScoped
public class Illegal {

    @OnMessage
    public void message(String text, Map<String, String> surprise) {}
}
