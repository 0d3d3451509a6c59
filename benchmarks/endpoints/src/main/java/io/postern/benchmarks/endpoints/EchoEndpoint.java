package io.postern.benchmarks.endpoints;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** Returns what it gets, within each server's own limits of size. */
@ServerEndpoint("/echo")
public class EchoEndpoint {

    /** The same text. */
    @OnMessage
    public String text(String text) {
        return text;
    }

    /** The same bytes. */
    @OnMessage
    public byte[] binary(byte[] data) {
        return data;
    }
}
