package io.postern.it.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.util.concurrent.atomic.AtomicInteger;

/** One instance for all connections. */
@ServerEndpoint("/shared")
@ApplicationScoped
public class Shared {

    private final AtomicInteger messages = new AtomicInteger();

    @Inject InRequest request;

    @OnMessage
    public String message(String text) {
        return "message %d, calls in its request %d, %d"
                .formatted(messages.incrementAndGet(), request.next(), request.next());
    }
}
