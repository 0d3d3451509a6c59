package io.postern.internal.session;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/**
 * A message written as a stream: every 8 KiB become a frame, closing sends the last one. One to
 * which {@code write} was never called is no message.
 */
final class MessageStream extends OutputStream {

    /** Where the frames go. */
    @FunctionalInterface
    interface Parts {
        void send(byte[] payload, boolean last) throws IOException;
    }

    private static final int FRAME_SIZE = 8 * 1024;

    private final Parts parts;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream(FRAME_SIZE);
    private boolean begun;
    private boolean closed;

    /** A part was not sent: the rest would be a message without its beginning. */
    private boolean failed;

    MessageStream(Parts parts) {
        this.parts = parts;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        ensureOpen();
        begun = true;
        int from = offset;
        int end = offset + length;
        while (from < end) {
            int chunk = Math.min(end - from, FRAME_SIZE - pending.size());
            pending.write(bytes, from, chunk);
            from += chunk;
            if (pending.size() == FRAME_SIZE && from < end) {
                sendPending(false);
            }
        }
    }

    /** Sends what was written so far as a frame. */
    @Override
    public void flush() throws IOException {
        ensureOpen();
        if (pending.size() > 0) {
            sendPending(false);
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            if (begun && !failed) {
                sendPending(true);
            }
        }
    }

    private void sendPending(boolean last) throws IOException {
        byte[] payload = pending.toByteArray();
        pending.reset();
        failed = true;
        parts.send(payload, last);
        failed = false;
    }

    private void ensureOpen() throws IOException {
        if (closed) {
            throw new IOException("the message has been sent; ask for a new stream");
        }
        if (failed) {
            throw new IOException("a part of the message could not be sent");
        }
    }
}
