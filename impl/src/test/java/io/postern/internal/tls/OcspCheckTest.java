package io.postern.internal.tls;

import static io.postern.internal.tls.OcspAnswer.signedBy;
import static io.postern.internal.tls.OcspPki.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.URI;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OcspCheckTest {

    @RegisterExtension final OcspAsking ocsp = new OcspAsking();

    @Test
    void a_good_certificate_passes() throws Exception {
        ocsp.responding(ocsp.good());
        ocsp.check(ocsp.pki().shortChain(), NOW);
        assertThat(ocsp.responder().requests()).hasSize(1);
    }

    @Test
    void every_certificate_but_the_last_is_asked_about_beginning_with_the_issuers()
            throws Exception {
        BigInteger client = ocsp.pki().client().getCertificate().getSerialNumber();
        BigInteger authority = ocsp.pki().authority().getCertificate().getSerialNumber();
        ocsp.responding(
                request ->
                        OcspAsking.serial(request).equals(client)
                                ? ocsp.good().to(request)
                                : signedBy(ocsp.pki().root()).to(request));
        ocsp.check(ocsp.pki().longChain(), NOW);
        assertThat(ocsp.responder().requests())
                .extracting(request -> OcspAsking.serial(request.body()))
                .containsExactly(authority, client);
    }

    @Test
    void a_certificate_of_the_trust_store_itself_is_not_asked_about() throws Exception {
        ocsp.responding(ocsp.good());
        ocsp.check(List.of(ocsp.pki().root().getCertificate()), NOW);
        assertThat(ocsp.responder().connections()).isZero();
    }

    @Test
    void a_revoked_certificate_is_refused_with_time_and_reason() throws Exception {
        Instant revoked = Instant.parse("2026-02-03T04:05:06Z");
        ocsp.responding(ocsp.good().status(OcspAnswer.revokedAt(revoked)));
        ocsp.assertRefused(BasicReason.REVOKED)
                .contains("CN=Client", "is revoked", "2026-02-03T04:05:06Z", "KEY_COMPROMISE");
    }

    /** The JDK takes a revocation for none until its time has come. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3600})
    void a_revoked_certificate_is_refused_though_the_responders_clock_be_ahead(int seconds)
            throws Exception {
        ocsp.responding(ocsp.good().status(OcspAnswer.revokedAt(NOW.plusSeconds(seconds))));
        ocsp.assertRefused(BasicReason.REVOKED).contains("CN=Client", "is revoked");
    }

    @Test
    void a_revoked_authority_is_refused_and_its_client_not_asked_about() throws Exception {
        ocsp.responding(
                signedBy(ocsp.pki().root()).status(OcspAnswer.revokedAt(NOW.minusSeconds(60))));
        CertPathValidatorException refusal = ocsp.refusal(ocsp.pki().longChain());
        assertThat(refusal.getReason()).isEqualTo(BasicReason.REVOKED);
        assertThat(refusal.getMessage()).contains("CN=Authority");
        assertThat(ocsp.responder().requests()).hasSize(1);
    }

    @Test
    void a_certificate_that_the_responder_does_not_know_is_refused() throws Exception {
        ocsp.responding(ocsp.good().status(new UnknownStatus()));
        ocsp.assertRefused(BasicReason.UNDETERMINED_REVOCATION_STATUS)
                .contains("CN=Client", "unknown");
    }

    @ParameterizedTest
    @CsvSource({
        OCSPRespBuilder.MALFORMED_REQUEST + ",malformedRequest",
        OCSPRespBuilder.INTERNAL_ERROR + ",internalError",
        OCSPRespBuilder.TRY_LATER + ",tryLater",
        OCSPRespBuilder.SIG_REQUIRED + ",sigRequired",
        OCSPRespBuilder.UNAUTHORIZED + ",unauthorized"
    })
    void an_error_is_no_answer(int status, String name) throws Exception {
        ocsp.responding(request -> OcspAnswer.error(status));
        ocsp.assertUndetermined("answered with the error " + name);
    }

    @Test
    void a_success_without_an_answer_is_none() throws Exception {
        ocsp.responding(request -> OcspAnswer.error(OCSPRespBuilder.SUCCESSFUL));
        ocsp.assertUndetermined("sent what is not an OCSP response");
    }

    @Test
    void garbage_is_refused_and_not_repeated() throws Exception {
        ocsp.responding(request -> "canary-and-more".getBytes());
        CertPathValidatorException refusal = ocsp.refusal(ocsp.pki().shortChain());
        assertThat(refusal).hasMessageContaining("sent what is not an OCSP response");
        StringWriter trace = new StringWriter();
        refusal.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("canary", "63616e617279");
    }

    @Test
    void one_time_limit_holds_for_all_questions_together() throws Exception {
        ocsp.responding(
                request -> {
                    ocsp.letPass(OcspAsking.LEFT);
                    return signedBy(ocsp.pki().root()).to(request);
                });
        CertPathValidatorException refusal = ocsp.refusal(ocsp.pki().longChain());
        assertThat(refusal.getReason()).isEqualTo(BasicReason.UNDETERMINED_REVOCATION_STATUS);
        assertThat(refusal)
                .hasMessageContaining("CN=Client")
                .hasMessageContaining("no time is left");
        assertThat(ocsp.responder().connections()).isEqualTo(1);
    }

    @Test
    void no_second_request_is_like_the_first() throws Exception {
        ocsp.responding(ocsp.good());
        ocsp.check(ocsp.pki().shortChain(), NOW);
        ocsp.check(ocsp.pki().shortChain(), NOW.plusSeconds(301));
        assertThat(ocsp.responder().requests()).hasSize(2);
        assertThat(ocsp.responder().requests().get(0).body())
                .isNotEqualTo(ocsp.responder().requests().get(1).body());
    }

    @Test
    void a_good_answer_is_remembered_for_five_minutes() throws Exception {
        ocsp.responding(ocsp.good());
        ocsp.check(ocsp.pki().shortChain(), NOW);
        ocsp.check(ocsp.pki().shortChain(), NOW.plusSeconds(299));
        assertThat(ocsp.responder().requests()).hasSize(1);
        ocsp.check(ocsp.pki().shortChain(), NOW.plusSeconds(300));
        assertThat(ocsp.responder().requests()).hasSize(2);
    }

    @Test
    void and_not_longer_than_it_counts() throws Exception {
        ocsp.responding(ocsp.good().until(NOW.plusSeconds(60)));
        ocsp.check(ocsp.pki().shortChain(), NOW);
        ocsp.check(ocsp.pki().shortChain(), NOW.plusSeconds(60));
        assertThat(ocsp.responder().requests()).hasSize(2);
    }

    @Test
    void nothing_else_is_remembered() throws Exception {
        Queue<OcspResponder.Answer> answers =
                new ArrayDeque<>(
                        List.of(
                                request -> OcspAnswer.error(OCSPRespBuilder.TRY_LATER),
                                request ->
                                        ocsp.good()
                                                .status(OcspAnswer.revokedAt(NOW.minusSeconds(9)))
                                                .to(request),
                                request -> ocsp.good().to(request)));
        ocsp.responding(request -> answers.remove().to(request));
        assertThat(ocsp.refusal(ocsp.pki().shortChain())).hasMessageContaining("tryLater");
        assertThat(ocsp.refusal(ocsp.pki().shortChain())).hasMessageContaining("is revoked");
        ocsp.check(ocsp.pki().shortChain(), NOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ldap://ocsp.example.org/",
                "ocsp.example.org",
                "http:ocsp.example.org",
                "http://user:canary@ocsp.example.org/"
            })
    void an_address_that_cannot_be_asked_is_refused(URI responder) {
        assertThatThrownBy(() -> new OcspCheck(responder))
                .isInstanceOf(TlsMaterialException.class)
                .hasMessageContaining("wss.tls.ocsp.responder")
                .hasMessageNotContaining("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void what_has_been_closed_is_not_asked(String scheme) throws Exception {
        ocsp.asking(new OcspCheck(URI.create(scheme + "://127.0.0.1:1/"))).close();
        ocsp.assertUndetermined("is no longer asked");
    }
}
