package io.postern.internal.tls;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Puts older encodings of private keys into the PKCS#8 envelope (RFC 5958) that the JDK reads. All
 * of them are DER (X.690). Each refuses what is none with an {@link IllegalArgumentException} that
 * repeats nothing of it.
 */
final class Pkcs8 {

    private static final int INTEGER = 0x02;
    private static final int OCTET_STRING = 0x04;
    private static final int OID = 0x06;
    private static final int SEQUENCE = 0x30;
    private static final int PARAMETERS = 0xA0;

    private static final byte[] VERSION = der(INTEGER, new byte[] {0});

    /** {1.2.840.113549.1.1.1} and NULL, RFC 8017 appendix A.1. */
    private static final byte[] RSA =
            der(SEQUENCE, HexFormat.of().parseHex("06092a864886f70d0101010500"));

    /** {1.2.840.10045.2.1}, RFC 5480 section 2.1.1. */
    private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

    private Pkcs8() {}

    /** RSAPrivateKey, RFC 8017 appendix A.1.2. */
    static byte[] ofPkcs1(byte[] key) {
        content(ByteBuffer.wrap(key), SEQUENCE);
        return der(SEQUENCE, VERSION, RSA, der(OCTET_STRING, key));
    }

    /**
     * ECPrivateKey, RFC 5915 section 3.
     *
     * @param curve the curve's name, for a key that does not hold it
     */
    static byte[] ofSec1(byte[] key, Optional<byte[]> curve) {
        ByteBuffer parts = content(ByteBuffer.wrap(key), SEQUENCE);
        content(parts, INTEGER);
        content(parts, OCTET_STRING);
        byte[] own = null;
        if (parts.hasRemaining() && tag(parts) == PARAMETERS) {
            ByteBuffer parameters = content(parts, PARAMETERS);
            own = new byte[parameters.remaining()];
            parameters.get(own);
        }
        byte[] name = own == null ? curve.orElseThrow(Pkcs8::unusable) : own;
        content(ByteBuffer.wrap(name), OID);
        return der(SEQUENCE, VERSION, der(SEQUENCE, EC, name), der(OCTET_STRING, key));
    }

    /** The content of the element at the buffer's position, which moves behind the element. */
    private static ByteBuffer content(ByteBuffer from, int tag) {
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

    private static int tag(ByteBuffer from) {
        return from.get(from.position()) & 0xFF;
    }

    /** An element of DER with these parts as its content. */
    static byte[] der(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length + 5).put((byte) tag);
        if (length < 0x80) {
            all.put((byte) length);
        } else {
            // 3 bytes hold whatever a file that may be read can have; DER wants no leading zeros
            int bytes = length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
            all.put((byte) (0x80 | bytes));
            for (int i = bytes - 1; i >= 0; i--) {
                all.put((byte) (length >> (8 * i)));
            }
        }
        for (byte[] part : parts) {
            all.put(part);
        }
        byte[] result = new byte[all.position()];
        all.flip().get(result);
        return result;
    }

    private static IllegalArgumentException unusable() {
        return new IllegalArgumentException("not the DER encoding of such a private key");
    }
}
