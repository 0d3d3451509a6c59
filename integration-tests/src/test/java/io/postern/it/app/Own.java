package io.postern.it.app;

import io.postern.it.support.Journal;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** A bean of which each connection has an instance of its own. */
@ServerEndpoint("/own")
@Dependent
public class Own {

    private int messages;

    @Inject Journal journal;

    @PostConstruct
    void begin() {
        messages = 100;
    }

    @OnMessage
    public int message(String text) {
        return ++messages;
    }

    @PreDestroy
    void end() {
        journal.add("own destroyed at " + messages);
    }
}
