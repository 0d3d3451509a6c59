package io.postern.internal.endpoint;

import jakarta.websocket.EncodeException;
import java.io.IOException;

/** Where the return values of {@code @OnMessage} methods go. */
@FunctionalInterface
public interface Replies {

    /**
     * Sends {@code value} to the peer.
     *
     * @throws EncodeException when nothing encodes it
     */
    void send(Object value) throws IOException, EncodeException;
}
