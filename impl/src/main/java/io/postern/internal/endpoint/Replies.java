package io.postern.internal.endpoint;

import java.io.IOException;

/** Where the return values of {@code @OnMessage} methods go. */
@FunctionalInterface
public interface Replies {

    /**
     * Sends {@code value} to the peer.
     *
     * @param value a String, a byte array, a ByteBuffer, a primitive's box
     */
    void send(Object value) throws IOException;
}
