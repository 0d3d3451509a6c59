package io.postern.internal.tls;

import static io.postern.internal.tls.Der.OCTET_STRING;

import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.security.cert.Extension;
import java.util.HexFormat;

/** The nonce extension of one request (RFC 6960 section 4.4.1): 32 random bytes (RFC 9654). */
final class OcspNonce implements Extension {

    private static final String ID = "1.3.6.1.5.5.7.48.1.2";

    /** The same in DER. */
    private static final byte[] OID = HexFormat.of().parseHex("06092b0601050507300102");

    /** RFC 9654 section 2.1. */
    private static final int LENGTH = 32;

    private final byte[] value;

    OcspNonce(SecureRandom random) {
        byte[] octets = new byte[LENGTH];
        random.nextBytes(octets);
        value = Der.element(OCTET_STRING, octets);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public boolean isCritical() {
        return false;
    }

    @Override
    public byte[] getValue() {
        return value.clone();
    }

    /** The extension in DER. */
    byte[] encoded() {
        return Der.element(Der.SEQUENCE, OID, Der.element(OCTET_STRING, value));
    }

    @Override
    public void encode(OutputStream out) throws IOException {
        out.write(encoded());
    }
}
