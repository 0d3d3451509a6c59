package io.postern.benchmarks.quarkus.eventloop;

import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.smallrye.common.annotation.NonBlocking;

/** Sends what it gets to all that are connected, its sender among them. */
@WebSocket(path = "/broadcast")
public class BroadcastEndpoint {

    /** The same text, for all. */
    @OnTextMessage(broadcast = true)
    @NonBlocking
    public String text(String text) {
        return text;
    }
}
