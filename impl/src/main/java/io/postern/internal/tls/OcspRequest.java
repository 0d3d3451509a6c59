package io.postern.internal.tls;

import static io.postern.internal.tls.Der.BIT_STRING;
import static io.postern.internal.tls.Der.INTEGER;
import static io.postern.internal.tls.Der.OCTET_STRING;
import static io.postern.internal.tls.Der.SEQUENCE;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Optional;

/** A request about one certificate (RFC 6960 section 4.1.1). */
final class OcspRequest {

    /** {1.3.14.3.2.26} and NULL: SHA-1, by which the JDK names an issuer; it protects nothing. */
    private static final byte[] SHA_1 =
            Der.element(SEQUENCE, HexFormat.of().parseHex("06052b0e03021a0500"));

    private final byte[] certId;
    private final Optional<OcspNonce> nonce;

    /**
     * Asks about {@code subject}.
     *
     * @param nonce no answer given before fits it; empty: any answer does
     */
    OcspRequest(OcspSubject subject, Optional<OcspNonce> nonce) {
        X509Certificate issuer = subject.issuer();
        this.nonce = nonce;
        certId =
                Der.element(
                        SEQUENCE,
                        SHA_1,
                        hash(issuer.getSubjectX500Principal().getEncoded()),
                        hash(bits(issuer.getPublicKey())),
                        Der.element(
                                INTEGER, subject.certificate().getSerialNumber().toByteArray()));
    }

    /** The OCSPRequest in DER. */
    byte[] encoded() {
        byte[] requests = Der.element(SEQUENCE, Der.element(SEQUENCE, certId));
        byte[] extensions =
                nonce.map(OcspNonce::encoded)
                        .map(one -> Der.element(Der.constructed(2), Der.element(SEQUENCE, one)))
                        .orElse(new byte[0]);
        return Der.element(SEQUENCE, Der.element(SEQUENCE, requests, extensions));
    }

    Optional<OcspNonce> nonce() {
        return nonce;
    }

    /** Whether these are the hashes and the serial number with which a CertID ends. */
    boolean isAbout(ByteBuffer other) {
        ByteBuffer own = Der.content(ByteBuffer.wrap(certId), SEQUENCE);
        Der.content(own, SEQUENCE);
        return own.equals(other);
    }

    private static byte[] hash(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(bytes);
            return Der.element(OCTET_STRING, hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("OCSP needs SHA-1, which this JVM does not have", e);
        }
    }

    /** The key without its algorithm and without the count of unused bits. */
    private static byte[] bits(PublicKey key) {
        ByteBuffer info = Der.content(ByteBuffer.wrap(key.getEncoded()), SEQUENCE);
        Der.content(info, SEQUENCE);
        ByteBuffer bits = Der.content(info, BIT_STRING);
        bits.get();
        return Der.bytes(bits);
    }
}
