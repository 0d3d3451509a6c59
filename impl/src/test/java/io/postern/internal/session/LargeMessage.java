package io.postern.internal.session;

import io.postern.internal.listener.RawFrame;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/** Messages of 16 MiB, and what is left of them to compare: size and digest. */
final class LargeMessage {

    static final int SIZE = 16 * 1024 * 1024;
    static final int FRAGMENTS = 4_096;

    /** Characters of one, two, three and four bytes: 16 bytes, 11 chars. */
    private static final String PATTERN = "a\u00e9\u20ac\ud834\udd1ebcdefg";

    static final String TEXT = PATTERN.repeat(SIZE / 16);
    static final byte[] BINARY = random();

    private final MessageDigest digest;
    private long size;

    LargeMessage() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] random() {
        byte[] bytes = new byte[SIZE];
        new Random(16).nextBytes(bytes);
        return bytes;
    }

    /** The bytes of the message of this kind. */
    static byte[] bytes(int opcode) {
        return opcode == RawFrame.TEXT ? TEXT.getBytes(StandardCharsets.UTF_8) : BINARY;
    }

    /** What a whole message is to be compared with. */
    static String summary(byte[] whole) {
        return new LargeMessage().add(whole, whole.length).summary();
    }

    LargeMessage add(byte[] part, int length) {
        digest.update(part, 0, length);
        size += length;
        return this;
    }

    String summary() {
        return size + " bytes, " + HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Frames of a message; the borders lie within characters where there are such of many bytes.
     */
    static RawFrame[] frames(int opcode, byte[] message, int fragments) {
        RawFrame[] frames = new RawFrame[fragments];
        int step = message.length / fragments;
        int from = 0;
        for (int i = 0; i < fragments; i++) {
            boolean last = i == fragments - 1;
            int to = last ? message.length : (i + 1) * step - 8;
            RawFrame frame =
                    RawFrame.of(
                            i == 0 ? opcode : RawFrame.CONTINUATION,
                            Arrays.copyOfRange(message, from, to));
            frames[i] = last ? frame : frame.notFinal();
            from = to;
        }
        return frames;
    }
}
