package io.postern.internal.tls;

import static io.postern.internal.tls.OcspPki.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OcspResponseTest {

    private OcspSubject subject;
    private OcspRequest request;
    private byte[] response;

    @BeforeEach
    void create() throws Exception {
        OcspPki pki = OcspPki.create();
        subject = new OcspSubject(pki.client().getCertificate(), pki.authority().getCertificate());
        request = new OcspRequest(subject, Optional.of(new OcspNonce(new SecureRandom())));
        response = OcspAnswer.signedBy(pki.authority()).to(request.encoded());
    }

    @Test
    void status_and_times_are_read() throws Exception {
        OcspResponse read = OcspResponse.read(response, request);
        assertThat(read.status()).isEqualTo(OcspResponse.CertStatus.GOOD);
        assertThat(read.thisUpdate()).isEqualTo(NOW);
        assertThat(read.nextUpdate()).contains(NOW.plusSeconds(3600));
    }

    @Test
    void a_response_that_ends_anywhere_before_its_end_is_refused() {
        for (int length = 0; length < response.length; length++) {
            byte[] part = Arrays.copyOf(response, length);
            assertThatThrownBy(() -> accept(part)).isInstanceOf(OcspException.class);
        }
    }

    @Test
    void a_response_with_any_byte_of_what_is_signed_changed_is_refused() throws Exception {
        byte[] signed =
                ((BasicOCSPResp) new OCSPResp(response).getResponseObject()).getTBSResponseData();
        int begin =
                HexFormat.of().formatHex(response).indexOf(HexFormat.of().formatHex(signed)) / 2;
        for (int i = begin; i < begin + signed.length; i++) {
            byte[] changed = changed(i);
            assertThatThrownBy(() -> accept(changed))
                    .as("byte %d of %d", i, response.length)
                    .isInstanceOf(OcspException.class);
        }
    }

    /** The envelope can be written in several ways, and no change to it changes the answer. */
    @Test
    void a_response_with_any_byte_changed_is_refused_or_says_the_same() throws Exception {
        OcspResponse original = accept(response);
        for (int i = 0; i < response.length; i++) {
            assertThat(acceptIfPossible(changed(i)))
                    .as("byte %d of %d", i, response.length)
                    .isIn(Optional.empty(), Optional.of(original));
        }
    }

    private byte[] changed(int index) {
        byte[] changed = response.clone();
        changed[index] ^= 1;
        return changed;
    }

    private Optional<OcspResponse> acceptIfPossible(byte[] encoded) {
        try {
            return Optional.of(accept(encoded));
        } catch (OcspException e) {
            return Optional.empty();
        }
    }

    private OcspResponse accept(byte[] encoded) throws OcspException {
        OcspResponse read = OcspResponse.read(encoded, request);
        new OcspVerifier(URI.create("http://127.0.0.1:1/")).verify(subject, request, encoded, NOW);
        read.checkGood(NOW);
        return read;
    }
}
