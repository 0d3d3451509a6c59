package io.postern.internal.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import jakarta.websocket.CloseReason.CloseCodes;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects the fragments of one message. Memory grows with what has arrived, not with the limit; a
 * message in a single frame is not copied.
 */
final class FragmentBuffer {

    /** No Java array is larger. */
    private static final int MAX_BUFFER = Integer.MAX_VALUE - 8;

    private final ByteBufAllocator allocator;
    private final LongSupplier maxSize;
    private final int maxFragments;
    private @Nullable ByteBuf collected;
    private int fragments;

    /**
     * @param maxSize in bytes; asked for each frame, for a session may change it
     */
    FragmentBuffer(ByteBufAllocator allocator, LongSupplier maxSize, int maxFragments) {
        this.allocator = allocator;
        this.maxSize = maxSize;
        this.maxFragments = maxFragments;
    }

    /**
     * Adds a fragment.
     *
     * @param complete given the whole message when {@code last}; the buffer is valid meanwhile
     */
    void add(ByteBuf payload, boolean last, Consumer<ByteBuf> complete) {
        check(payload.readableBytes());
        ByteBuf current = collected;
        if (current == null && last) {
            complete.accept(payload);
            return;
        }
        if (current == null) {
            current = allocator.buffer(payload.readableBytes());
            collected = current;
        }
        makeRoom(current, payload.readableBytes());
        current.writeBytes(payload, payload.readerIndex(), payload.readableBytes());
        fragments++;
        if (last) {
            try {
                complete.accept(current);
            } finally {
                discard();
            }
        }
    }

    private void check(int added) {
        long size = (collected == null ? 0 : collected.readableBytes()) + (long) added;
        long limit = Math.min(maxSize.getAsLong(), MAX_BUFFER);
        if (size > limit) {
            throw new SessionFault(
                    CloseCodes.TOO_BIG, "a message may have at most " + limit + " bytes");
        }
        if (fragments >= maxFragments) {
            throw new SessionFault(
                    CloseCodes.VIOLATED_POLICY,
                    "a message may have at most " + maxFragments + " fragments");
        }
    }

    /** Doubles: alone, a large buffer grows by 4 MiB a step and is copied over and over. */
    private void makeRoom(ByteBuf buffer, int added) {
        int needed = buffer.readableBytes() + added;
        if (needed > buffer.capacity()) {
            long doubled =
                    Math.min(2L * buffer.capacity(), Math.min(maxSize.getAsLong(), MAX_BUFFER));
            buffer.capacity((int) Math.max(needed, doubled));
        }
    }

    void discard() {
        ByteBuf current = collected;
        collected = null;
        fragments = 0;
        if (current != null) {
            current.release();
        }
    }
}
