package io.postern.internal.tls;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Asks one responder about certificates, and believes only what has been verified. Blocks; may be
 * called by several threads at once.
 */
final class OcspInquiry implements AutoCloseable {

    private final OcspClient client;
    private final OcspVerifier verifier;
    private final Optional<SecureRandom> nonces;

    private OcspInquiry(OcspClient client, Optional<SecureRandom> nonces) {
        this.client = client;
        this.verifier = new OcspVerifier(client.responder());
        this.nonces = nonces;
    }

    /** Asks so that no answer given before fits: for an answer that counts now. */
    static OcspInquiry withNonces(OcspClient client) {
        return new OcspInquiry(client, Optional.of(new SecureRandom()));
    }

    /**
     * Asks so that an answer prepared for all fits (RFC 5019 section 2.1.1): many responders have
     * no other, and one that is shown to others for hours gains nothing by a nonce.
     */
    static OcspInquiry withoutNonces(OcspClient client) {
        return new OcspInquiry(client, Optional.empty());
    }

    /**
     * A verified, fresh "good".
     *
     * @param encoded the whole response in DER
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and changed by nobody
    record Good(OcspResponse response, byte[] encoded) {}

    /**
     * Asks about a certificate.
     *
     * @throws OcspException if the answer is another than good, or there is none that counts
     */
    Good ask(OcspSubject subject, Instant now, Duration timeout) throws OcspException {
        OcspRequest request = new OcspRequest(subject, nonces.map(OcspNonce::new));
        byte[] encoded = client.ask(request.encoded(), timeout);
        OcspResponse response = OcspResponse.read(encoded, request);
        verifier.verify(subject, request, encoded, now);
        response.checkGood(now);
        return new Good(response, encoded);
    }

    /** Ends what is being asked, and the client's thread. */
    @Override
    public void close() {
        client.close();
    }
}
