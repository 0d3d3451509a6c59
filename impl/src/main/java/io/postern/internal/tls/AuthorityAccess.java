package io.postern.internal.tls;

import static io.postern.internal.tls.Der.OCTET_STRING;
import static io.postern.internal.tls.Der.OID;
import static io.postern.internal.tls.Der.SEQUENCE;

import io.postern.internal.config.Revocation;
import java.net.URI;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Optional;

/** Where a certificate says more can be learned (RFC 5280 section 4.2.2.1). */
final class AuthorityAccess {

    private static final String EXTENSION = "1.3.6.1.5.5.7.1.1";

    /** {1.3.6.1.5.5.7.48.1}: id-ad-ocsp. */
    private static final String OCSP = "2b06010505073001";

    /** The GeneralName [6], an IA5String. */
    private static final int URI_NAME = Der.primitive(6);

    private AuthorityAccess() {}

    /** The first OCSP responder in a certificate that can be asked; empty also for a broken one. */
    static Optional<URI> responder(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(EXTENSION);
        if (extension == null) {
            return Optional.empty();
        }
        try {
            ByteBuffer value = Der.content(ByteBuffer.wrap(extension), OCTET_STRING);
            ByteBuffer descriptions = Der.content(value, SEQUENCE);
            Optional<URI> found = Optional.empty();
            while (found.isEmpty() && descriptions.hasRemaining()) {
                found = responder(Der.content(descriptions, SEQUENCE));
            }
            return found;
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private static Optional<URI> responder(ByteBuffer description) {
        byte[] method = Der.bytes(Der.content(description, OID));
        boolean ocsp = HexFormat.of().formatHex(method).equals(OCSP);
        if (!ocsp || Der.tag(description) != URI_NAME) {
            return Optional.empty();
        }
        byte[] uri = Der.bytes(Der.content(description, URI_NAME));
        try {
            URI address = URI.create(new String(uri, StandardCharsets.US_ASCII));
            return Optional.of(new Revocation.Ocsp(address).responder());
        } catch (IllegalArgumentException noAddressToAsk) {
            return Optional.empty();
        }
    }
}
