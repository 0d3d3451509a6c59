package io.postern.it.conformance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What endpoints note when their own connection can no longer tell it; answers with all lines. */
@ServerEndpoint("/notes")
@ApplicationScoped
public class Notes {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    public void add(String line) {
        lines.add(line);
    }

    @OnMessage
    public String all(String ignored) {
        return String.join("\n", lines);
    }
}
