package io.postern.benchmarks.postern;

import io.postern.OpenConnections;
import jakarta.inject.Inject;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** Sends what it gets to all that are connected, with one call that encodes it once. */
@ServerEndpoint("/selection")
public class SelectionBroadcast {

    @Inject OpenConnections connections;

    /** Sends it to all without waiting for any. */
    @OnMessage
    public void text(String text) {
        connections.ofEndpoint(SelectionBroadcast.class).sendText(text);
    }
}
