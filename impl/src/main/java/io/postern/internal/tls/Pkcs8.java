package io.postern.internal.tls;

import static io.postern.internal.tls.Der.INTEGER;
import static io.postern.internal.tls.Der.OCTET_STRING;
import static io.postern.internal.tls.Der.OID;
import static io.postern.internal.tls.Der.SEQUENCE;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Puts older encodings of private keys into the PKCS#8 envelope (RFC 5958) that the JDK reads. All
 * of them are DER (X.690). Each refuses what is none with an {@link IllegalArgumentException} that
 * repeats nothing of it.
 */
final class Pkcs8 {

    private static final int PARAMETERS = Der.constructed(0);

    private static final byte[] VERSION = Der.element(INTEGER, new byte[] {0});

    /** {1.2.840.113549.1.1.1} and NULL, RFC 8017 appendix A.1. */
    private static final byte[] RSA =
            Der.element(SEQUENCE, HexFormat.of().parseHex("06092a864886f70d0101010500"));

    /** {1.2.840.10045.2.1}, RFC 5480 section 2.1.1. */
    private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

    private Pkcs8() {}

    /** RSAPrivateKey, RFC 8017 appendix A.1.2. */
    static byte[] ofPkcs1(byte[] key) {
        Der.content(ByteBuffer.wrap(key), SEQUENCE);
        return Der.element(SEQUENCE, VERSION, RSA, Der.element(OCTET_STRING, key));
    }

    /**
     * ECPrivateKey, RFC 5915 section 3.
     *
     * @param curve the curve's name, for a key that does not hold it
     */
    static byte[] ofSec1(byte[] key, Optional<byte[]> curve) {
        ByteBuffer parts = Der.content(ByteBuffer.wrap(key), SEQUENCE);
        Der.content(parts, INTEGER);
        Der.content(parts, OCTET_STRING);
        byte[] own = null;
        if (parts.hasRemaining() && Der.tag(parts) == PARAMETERS) {
            own = Der.bytes(Der.content(parts, PARAMETERS));
        }
        byte[] name = own == null ? curve.orElseThrow(Pkcs8::nameless) : own;
        Der.content(ByteBuffer.wrap(name), OID);
        return Der.element(
                SEQUENCE, VERSION, Der.element(SEQUENCE, EC, name), Der.element(OCTET_STRING, key));
    }

    private static IllegalArgumentException nameless() {
        return new IllegalArgumentException("a private key that does not name its curve");
    }
}
