package io.postern.benchmarks.endpoints;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/**
 * Returns what it gets, of up to 64 KiB; some servers keep a buffer of that size for each session.
 */
@ServerEndpoint("/large")
public class LargeEchoEndpoint {

    private static final int LIMIT = 64 * 1024;

    /** The same text. */
    @OnMessage(maxMessageSize = LIMIT)
    public String text(String text) {
        return text;
    }

    /** The same bytes. */
    @OnMessage(maxMessageSize = LIMIT)
    public byte[] binary(byte[] data) {
        return data;
    }
}
