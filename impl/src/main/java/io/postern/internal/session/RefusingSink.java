package io.postern.internal.session;

import io.netty.buffer.ByteBuf;
import jakarta.websocket.CloseReason.CloseCodes;

/**
 * For a kind of message that the endpoint has no method for: 1003, "a type of data it cannot
 * accept" (RFC 6455 section 7.4.1).
 */
record RefusingSink(String kind) implements MessageSink {

    @Override
    public void frame(ByteBuf payload, boolean last) {
        throw new SessionFault(
                CloseCodes.CANNOT_ACCEPT, "this endpoint takes no " + kind + " messages");
    }

    @Override
    public void discard() {
        // Nothing is ever collected.
    }
}
