package io.postern.internal.session;

import io.postern.internal.listener.RawFrame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** The client's side of permessage-deflate, with context takeover in both directions. */
final class DeflatingPeer implements AutoCloseable {

    static final PerMessageDeflate NEGOTIATED =
            PerMessageDeflate.accept(new NamedExtension(PerMessageDeflate.NAME, List.of()))
                    .orElseThrow();

    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

    private final Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    private final Inflater inflater = new Inflater(true);

    RawFrame text(String message) {
        return frame(RawFrame.TEXT, message.getBytes(StandardCharsets.UTF_8));
    }

    /** A whole message in one frame. */
    RawFrame frame(int opcode, byte... message) {
        return RawFrame.of(opcode, deflate(message)).withRsv(4);
    }

    /** The payload of a message, as RFC 7692 section 7.2.1 makes it. */
    byte[] deflate(byte[] message) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[65_536];
        deflater.setInput(message);
        int count;
        do {
            count = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
            all.write(buffer, 0, count);
        } while (count == buffer.length);
        byte[] deflated = all.toByteArray();
        return deflated.length < 4 ? new byte[1] : Arrays.copyOf(deflated, deflated.length - 4);
    }

    /** What the parts of one message say together. */
    byte[] inflate(RawFrame... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (RawFrame part : parts) {
            inflate(part.payload(), all);
        }
        inflate(TAIL, all);
        return all.toByteArray();
    }

    String text(RawFrame... parts) {
        return new String(inflate(parts), StandardCharsets.UTF_8);
    }

    private void inflate(byte[] input, ByteArrayOutputStream all) {
        byte[] buffer = new byte[65_536];
        inflater.setInput(input);
        try {
            for (int n = inflater.inflate(buffer); n > 0; n = inflater.inflate(buffer)) {
                all.write(buffer, 0, n);
            }
        } catch (DataFormatException e) {
            throw new AssertionError("the server's DEFLATE data is invalid", e);
        }
    }

    @Override
    public void close() {
        deflater.end();
        inflater.end();
    }
}
