package io.postern.internal.session;

import io.netty.buffer.ByteBuf;

/**
 * Takes the frames of messages of one kind and hands on what its receiver wants. Belongs to the
 * event loop.
 */
interface MessageSink {

    /**
     * Takes a frame's payload, which stays the caller's.
     *
     * @param last whether the message ends with it
     * @throws SessionFault when a limit is passed
     */
    void frame(ByteBuf payload, boolean last);

    /** Whether it keeps frames until the message is complete. */
    default boolean collects() {
        return true;
    }

    /** Drops what was collected of an unfinished message. */
    void discard();
}
