package io.postern.internal.session;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * A text message written as a stream. An empty write is passed on, for it makes an empty message;
 * its superclass would swallow it.
 */
final class MessageWriter extends OutputStreamWriter {

    private static final byte[] NOTHING = {};

    private final MessageStream stream;

    MessageWriter(MessageStream stream) {
        super(stream, StandardCharsets.UTF_8);
        this.stream = stream;
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        super.write(text, offset, length);
        begin(length);
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        super.write(text, offset, length);
        begin(length);
    }

    @Override
    public Writer append(CharSequence text) throws IOException {
        write(String.valueOf(text));
        return this;
    }

    private void begin(int length) throws IOException {
        if (length == 0) {
            stream.write(NOTHING);
        }
    }
}
