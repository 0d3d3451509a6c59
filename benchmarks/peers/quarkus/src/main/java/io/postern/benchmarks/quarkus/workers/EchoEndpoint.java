package io.postern.benchmarks.quarkus.workers;

import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.smallrye.common.annotation.Blocking;

/** Returns what it gets. */
@WebSocket(path = "/echo")
public class EchoEndpoint {

    /** The same text. */
    @OnTextMessage
    @Blocking
    public String text(String text) {
        return text;
    }

    /** The same bytes. */
    @OnBinaryMessage
    @Blocking
    public byte[] binary(byte[] data) {
        return data;
    }
}
