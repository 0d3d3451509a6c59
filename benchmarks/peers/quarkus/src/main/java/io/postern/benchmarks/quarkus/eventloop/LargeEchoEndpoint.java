package io.postern.benchmarks.quarkus.eventloop;

import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.smallrye.common.annotation.NonBlocking;

/** Returns what it gets, of up to 64 KiB; for Quarkus that is no other endpoint than any. */
@WebSocket(path = "/large")
public class LargeEchoEndpoint {

    /** The same text. */
    @OnTextMessage
    @NonBlocking
    public String text(String text) {
        return text;
    }

    /** The same bytes. */
    @OnBinaryMessage
    @NonBlocking
    public byte[] binary(byte[] data) {
        return data;
    }
}
