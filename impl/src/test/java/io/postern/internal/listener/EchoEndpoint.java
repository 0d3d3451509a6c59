package io.postern.internal.listener;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** Sends back what it gets. */
@ServerEndpoint("/echo/{name}")
public class EchoEndpoint {

    @OnMessage
    String echo(String message) {
        return message;
    }
}
