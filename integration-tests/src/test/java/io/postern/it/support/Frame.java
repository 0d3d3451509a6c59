package io.postern.it.support;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A frame of the WebSocket protocol (RFC 6455, section 5.2), without reserved bits. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Frame(boolean last, int opcode, byte[] payload) {

    public static final int CONTINUATION = 0x0;
    public static final int TEXT = 0x1;
    public static final int BINARY = 0x2;
    public static final int CLOSE = 0x8;
    public static final int PING = 0x9;
    public static final int PONG = 0xA;

    private static final byte[] MASK = {0x11, (byte) 0x9F, 0x42, 0x07};

    public static Frame of(int opcode, byte... payload) {
        return new Frame(true, opcode, payload);
    }

    public static Frame of(int opcode, String payload) {
        return of(opcode, payload.getBytes(StandardCharsets.UTF_8));
    }

    public static Frame text(String message) {
        return of(TEXT, message);
    }

    public static Frame close(int code, String reason) {
        byte[] phrase = reason.getBytes(StandardCharsets.UTF_8);
        return of(
                CLOSE,
                ByteBuffer.allocate(2 + phrase.length).putShort((short) code).put(phrase).array());
    }

    /** The same, to be followed by continuation frames. */
    public Frame more() {
        return new Frame(false, opcode, payload);
    }

    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** The code of a close frame; 1005 for one without. */
    public int closeCode() {
        return payload.length == 0 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xFFFF;
    }

    public String closeReason() {
        return payload.length == 0
                ? ""
                : new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
    }

    /** The frame as a client sends it: masked. */
    byte[] bytes() {
        ByteArrayOutputStream wire = new ByteArrayOutputStream(payload.length + 14);
        wire.write((last ? 0x80 : 0) | opcode);
        if (payload.length < 126) {
            wire.write(0x80 | payload.length);
        } else if (payload.length <= 0xFFFF) {
            wire.write(0x80 | 126);
            wire.writeBytes(ByteBuffer.allocate(2).putShort((short) payload.length).array());
        } else {
            wire.write(0x80 | 127);
            wire.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        wire.writeBytes(MASK);
        byte[] masked = payload.clone();
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= MASK[i % MASK.length];
        }
        wire.writeBytes(masked);
        return wire.toByteArray();
    }

    /** Reads a frame as a server sends it: not masked. */
    static Frame read(DataInputStream in) throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        if ((first & 0x70) != 0 || (second & 0x80) != 0) {
            throw new AssertionError("a frame with reserved bits or a mask from the server");
        }
        long length = second;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        byte[] payload = new byte[Math.toIntExact(length)];
        in.readFully(payload);
        return new Frame((first & 0x80) != 0, first & 0xF, payload);
    }

    @Override
    public String toString() {
        return "frame[opcode %d, %d bytes%s]"
                .formatted(opcode, payload.length, last ? "" : ", more to come");
    }
}
