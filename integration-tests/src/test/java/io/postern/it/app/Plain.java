package io.postern.it.app;

import io.postern.it.support.Journal;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** Has no scope, so it is a bean only where the application's beans.xml makes every class one. */
@ServerEndpoint("/plain")
public class Plain {

    private int messages;

    @Inject Journal journal;

    @PostConstruct
    void begin() {
        messages = 200;
    }

    @OnMessage
    public int message(String text) {
        return ++messages;
    }

    @PreDestroy
    void end() {
        journal.add("plain destroyed at " + messages);
    }
}
