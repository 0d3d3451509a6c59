package io.postern.internal.tls;

import java.nio.ByteBuffer;

/**
 * Reads and writes elements of DER (X.690 section 10). What is not the element that is expected is
 * refused with an {@link IllegalArgumentException} that repeats nothing of it.
 */
final class Der {

    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int OID = 0x06;
    static final int ENUMERATED = 0x0A;
    static final int GENERALIZED_TIME = 0x18;
    static final int SEQUENCE = 0x30;

    private static final int CONTEXT = 0x80;
    private static final int CONSTRUCTED = 0x20;

    private Der() {}

    /** The tag of a context-specific element that holds a value alone, such as an IMPLICIT NULL. */
    static int primitive(int number) {
        return CONTEXT | number;
    }

    /** The tag of a context-specific element that holds other elements. */
    static int constructed(int number) {
        return CONTEXT | CONSTRUCTED | number;
    }

    /** An element with these parts, at most 16 MiB together, as its content. */
    static byte[] element(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length + 5).put((byte) tag);
        if (length < 0x80) {
            all.put((byte) length);
        } else {
            // DER wants no leading zeros
            int bytes = length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
            all.put((byte) (0x80 | bytes));
            for (int i = bytes - 1; i >= 0; i--) {
                all.put((byte) (length >> (8 * i)));
            }
        }
        for (byte[] part : parts) {
            all.put(part);
        }
        return bytes(all.flip());
    }

    /** The tag of the element at the buffer's position. */
    static int tag(ByteBuffer from) {
        if (!from.hasRemaining()) {
            throw unusable();
        }
        return from.get(from.position()) & 0xFF;
    }

    /** The content of the element at the buffer's position, which moves behind the element. */
    static ByteBuffer content(ByteBuffer from, int tag) {
        if (from.remaining() < 2 || tag(from) != tag) {
            throw unusable();
        }
        from.get();
        long length = from.get() & 0xFF;
        if (length > 0x7F) {
            int bytes = (int) length & 0x7F;
            if (bytes == 0 || bytes > 3 || from.remaining() < bytes) {
                throw unusable();
            }
            length = 0;
            for (int i = 0; i < bytes; i++) {
                length = (length << 8) | (from.get() & 0xFF);
            }
        }
        if (length > from.remaining()) {
            throw unusable();
        }
        ByteBuffer content = from.slice(from.position(), (int) length);
        from.position(from.position() + (int) length);
        return content;
    }

    /** The bytes between the buffer's position and its limit. */
    static byte[] bytes(ByteBuffer from) {
        byte[] bytes = new byte[from.remaining()];
        from.get(bytes);
        return bytes;
    }

    private static IllegalArgumentException unusable() {
        return new IllegalArgumentException("not the DER encoding that is expected");
    }
}
