package io.postern.internal.tls;

import static io.postern.internal.tls.Der.ENUMERATED;
import static io.postern.internal.tls.Der.GENERALIZED_TIME;
import static io.postern.internal.tls.Der.OCTET_STRING;
import static io.postern.internal.tls.Der.OID;
import static io.postern.internal.tls.Der.SEQUENCE;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;

/**
 * What a response (RFC 6960 section 4.2.1) says about one certificate. Reading does not verify: a
 * signature is {@link OcspVerifier}'s matter.
 *
 * @param status of the certificate
 * @param thisUpdate when the status was known to be correct
 * @param nextUpdate when newer information will be there; empty: at any time
 */
record OcspResponse(CertStatus status, Instant thisUpdate, Optional<Instant> nextUpdate) {

    /** RFC 6960 section 2.2. */
    enum CertStatus {
        GOOD,
        REVOKED,
        UNKNOWN
    }

    /** By how much the responder's clock may differ from ours. */
    static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmssX").withResolverStyle(ResolverStyle.STRICT);

    /**
     * Reads what a response says about the certificate that was asked about.
     *
     * @throws OcspException if it is none, is an error, or does not speak of that certificate
     */
    static OcspResponse read(byte[] encoded, OcspRequest request) throws OcspException {
        try {
            ByteBuffer response = Der.content(ByteBuffer.wrap(encoded), SEQUENCE);
            checkStatus(Der.content(response, ENUMERATED).get());
            ByteBuffer bytes = Der.content(response, Der.constructed(0));
            ByteBuffer typed = Der.content(bytes, SEQUENCE);
            Der.content(typed, OID);
            ByteBuffer basic = Der.content(Der.content(typed, OCTET_STRING), SEQUENCE);
            return find(Der.content(basic, SEQUENCE), request);
        } catch (IllegalArgumentException | BufferUnderflowException | DateTimeException e) {
            throw new OcspException("sent what is not an OCSP response");
        }
    }

    /** OCSPResponseStatus. */
    private static void checkStatus(byte status) throws OcspException {
        String name =
                switch (status) {
                    case 0 -> "";
                    case 1 -> "malformedRequest";
                    case 2 -> "internalError";
                    case 3 -> "tryLater";
                    case 5 -> "sigRequired";
                    case 6 -> "unauthorized";
                    default -> throw new IllegalArgumentException();
                };
        if (status != 0) {
            throw new OcspException("answered with the error " + name);
        }
    }

    /** Of the ResponseData: version, responder and time of production stand before the answers. */
    private static OcspResponse find(ByteBuffer data, OcspRequest request) throws OcspException {
        if (Der.tag(data) == Der.constructed(0)) {
            Der.content(data, Der.constructed(0));
        }
        Der.content(data, Der.tag(data));
        Der.content(data, GENERALIZED_TIME);
        ByteBuffer answers = Der.content(data, SEQUENCE);
        OcspResponse found = null;
        while (answers.hasRemaining()) {
            ByteBuffer answer = Der.content(answers, SEQUENCE);
            ByteBuffer certId = Der.content(answer, SEQUENCE);
            Der.content(certId, SEQUENCE);
            if (request.isAbout(certId)) {
                if (found != null) {
                    throw new OcspException("sent two answers about the same certificate");
                }
                found = of(answer);
            }
        }
        if (found == null) {
            throw new OcspException("sent an answer about another certificate");
        }
        return found;
    }

    /** Of the SingleResponse behind its CertID. */
    private static OcspResponse of(ByteBuffer answer) {
        int tag = Der.tag(answer);
        CertStatus status;
        if (tag == Der.primitive(0)) {
            status = CertStatus.GOOD;
        } else if (tag == Der.constructed(1)) {
            status = CertStatus.REVOKED;
        } else if (tag == Der.primitive(2)) {
            status = CertStatus.UNKNOWN;
        } else {
            throw new IllegalArgumentException();
        }
        Der.content(answer, tag);
        Instant thisUpdate = time(answer);
        Optional<Instant> nextUpdate = Optional.empty();
        if (answer.hasRemaining() && Der.tag(answer) == Der.constructed(0)) {
            nextUpdate = Optional.of(time(Der.content(answer, Der.constructed(0))));
        }
        return new OcspResponse(status, thisUpdate, nextUpdate);
    }

    /** RFC 5280 section 4.1.2.5.2. */
    private static Instant time(ByteBuffer from) {
        byte[] text = Der.bytes(Der.content(from, GENERALIZED_TIME));
        return TIME.parse(new String(text, StandardCharsets.US_ASCII), Instant::from);
    }

    /**
     * Until when the status counts. Without a nextUpdate it is what was known at its time, and a
     * moment later may no longer be.
     */
    Instant expires() {
        return nextUpdate.orElse(thisUpdate.plus(CLOCK_SKEW));
    }

    /**
     * Checks that the certificate is good, and that this is no old news (RFC 6960 section 4.2.2.1).
     *
     * @throws OcspException if not
     */
    void checkGood(Instant now) throws OcspException {
        if (status == CertStatus.REVOKED) {
            throw OcspException.revoked("says that it is revoked");
        }
        if (status == CertStatus.UNKNOWN) {
            throw OcspException.unknown("says that its status is unknown");
        }
        if (now.isBefore(thisUpdate.minus(CLOCK_SKEW))) {
            throw new OcspException(
                    "sent an answer that counts from %s only; it is %s now"
                            .formatted(thisUpdate, now));
        }
        if (now.isAfter(expires().plus(CLOCK_SKEW))) {
            throw new OcspException(
                    "sent an answer of %s that counted until %s; it is %s now"
                            .formatted(thisUpdate, expires(), now));
        }
    }
}
