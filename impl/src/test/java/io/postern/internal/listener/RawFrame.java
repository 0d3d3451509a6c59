package io.postern.internal.listener;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A WebSocket frame as it lies on the wire (RFC 6455, section 5.2), legal or not.
 *
 * @param rsv the three reserved bits as a number from 0 to 7
 */
public record RawFrame(boolean fin, int rsv, int opcode, boolean masked, byte[] payload) {

    public static final int CONTINUATION = 0x0;
    public static final int TEXT = 0x1;
    public static final int BINARY = 0x2;
    public static final int CLOSE = 0x8;
    public static final int PING = 0x9;
    public static final int PONG = 0xA;

    private static final byte[] MASK = {0x37, (byte) 0xFA, 0x21, 0x3D};

    /** A masked final frame, as a client sends it. */
    public static RawFrame of(int opcode, byte[] payload) {
        return new RawFrame(true, 0, opcode, true, payload);
    }

    public static RawFrame text(String message) {
        return of(TEXT, message.getBytes(StandardCharsets.UTF_8));
    }

    public static RawFrame binary(byte... message) {
        return of(BINARY, message);
    }

    public static RawFrame continuation(String rest) {
        return of(CONTINUATION, rest.getBytes(StandardCharsets.UTF_8));
    }

    /** A close frame with a body of a code and a reason. */
    public static RawFrame close(int code, String reason) {
        byte[] phrase = reason.getBytes(StandardCharsets.UTF_8);
        return of(
                CLOSE,
                ByteBuffer.allocate(2 + phrase.length).putShort((short) code).put(phrase).array());
    }

    public RawFrame notFinal() {
        return new RawFrame(false, rsv, opcode, masked, payload);
    }

    public RawFrame unmasked() {
        return new RawFrame(fin, rsv, opcode, false, payload);
    }

    public RawFrame withRsv(int bits) {
        return new RawFrame(fin, bits, opcode, masked, payload);
    }

    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** The code of a close frame, 1005 for one without a body. */
    public int closeCode() {
        return payload.length == 0 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xFFFF;
    }

    public String closeReason() {
        return new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
    }

    /** The header and the payload, masked if this frame is. */
    public byte[] bytes() {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        wire.write((fin ? 0x80 : 0) | rsv << 4 | opcode);
        wire.writeBytes(length(payload.length, masked ? 0x80 : 0));
        if (masked) {
            wire.writeBytes(MASK);
        }
        wire.writeBytes(masked ? masked(payload, MASK) : payload);
        return wire.toByteArray();
    }

    private static byte[] length(int length, int maskBit) {
        if (length < 126) {
            return new byte[] {(byte) (maskBit | length)};
        }
        if (length <= 0xFFFF) {
            return ByteBuffer.allocate(3)
                    .put((byte) (maskBit | 126))
                    .putShort((short) length)
                    .array();
        }
        return ByteBuffer.allocate(9).put((byte) (maskBit | 127)).putLong(length).array();
    }

    private static byte[] masked(byte[] payload, byte[] mask) {
        byte[] result = payload.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] ^= mask[i % mask.length];
        }
        return result;
    }

    public static RawFrame read(DataInputStream in) throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        long length = second & 0x7F;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        boolean masked = (second & 0x80) != 0;
        byte[] mask = masked ? in.readNBytes(4) : new byte[4];
        byte[] payload = new byte[Math.toIntExact(length)];
        in.readFully(payload);
        return new RawFrame(
                (first & 0x80) != 0, first >> 4 & 7, first & 0xF, masked, masked(payload, mask));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawFrame frame && Arrays.equals(bytes(), frame.bytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes());
    }

    @Override
    public String toString() {
        String body = opcode == CLOSE ? String.valueOf(closeCode()) : payload.length + " bytes";
        return "frame[opcode " + opcode + ", " + body + (fin ? "" : ", not final") + ']';
    }
}
