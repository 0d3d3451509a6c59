package io.postern.internal.tls;

import static io.postern.internal.tls.OcspAnswer.signedBy;
import static io.postern.internal.tls.OcspPki.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.X509Bundle;
import java.math.BigInteger;
import java.security.cert.CertPathValidatorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which answers are believed: signers, times, nonces. */
@Timeout(60)
class OcspRelianceTest {

    @RegisterExtension final OcspAsking ocsp = new OcspAsking();

    @Test
    void an_answer_whose_time_is_over_is_refused_with_its_times() throws Exception {
        ocsp.responding(ocsp.good().from(NOW.minusSeconds(7200)).until(NOW.minusSeconds(301)));
        ocsp.assertUndetermined("2026-03-01T11:54:59Z");
    }

    @Test
    void an_answer_that_the_jdk_finds_too_old_is_refused() throws Exception {
        ocsp.responding(ocsp.good().from(NOW.minusSeconds(90_000)).until(NOW.minusSeconds(86_400)));
        ocsp.assertUndetermined("validity interval is out-of-date");
    }

    @Test
    void an_answer_of_the_future_is_refused() throws Exception {
        ocsp.responding(ocsp.good().from(NOW.plusSeconds(301)));
        ocsp.assertUndetermined("counts from 2026-03-01T12:05:01Z only");
    }

    @Test
    void clocks_may_differ_by_five_minutes() throws Exception {
        ocsp.responding(ocsp.good().from(NOW.minusSeconds(7200)).until(NOW.minusSeconds(300)));
        ocsp.check(ocsp.pki().shortChain(), NOW);
        ocsp.responding(ocsp.good().from(NOW.plusSeconds(300)));
        ocsp.check(ocsp.pki().shortChain(), NOW);
    }

    @Test
    void an_answer_without_an_end_does_not_count_for_ever() throws Exception {
        ocsp.responding(ocsp.good().from(NOW.minusSeconds(601)).until(null));
        ocsp.assertUndetermined("counted until 2026-03-01T11:54:59Z");
        ocsp.responding(ocsp.good().from(NOW.minusSeconds(30)).until(null));
        ocsp.check(ocsp.pki().shortChain(), NOW);
    }

    @Test
    void an_answer_to_another_request_is_refused() throws Exception {
        byte[][] first = new byte[1][];
        ocsp.responding(
                request -> {
                    first[0] = first[0] == null ? ocsp.good().to(request) : first[0];
                    return first[0];
                });
        ocsp.check(ocsp.pki().shortChain(), NOW);
        CertPathValidatorException refusal =
                ocsp.refusal(ocsp.pki().shortChain(), NOW.plusSeconds(301));
        assertThat(refusal).hasMessageContaining("Nonces don't match");
    }

    @Test
    void a_wrong_nonce_is_refused() throws Exception {
        ocsp.responding(ocsp.good().withNonce(new byte[32]));
        ocsp.assertUndetermined("Nonces don't match");
    }

    @Test
    void an_answer_without_a_nonce_passes_while_it_is_fresh() throws Exception {
        ocsp.responding(ocsp.good().withoutNonce());
        ocsp.check(ocsp.pki().shortChain(), NOW);
        ocsp.responding(
                ocsp.good()
                        .withoutNonce()
                        .from(NOW.minusSeconds(7200))
                        .until(NOW.minusSeconds(600)));
        ocsp.assertUndetermined("counted until");
    }

    @Test
    void an_answer_about_another_certificate_is_refused() throws Exception {
        ocsp.responding(ocsp.good().aboutSerial(BigInteger.TEN));
        ocsp.assertUndetermined("sent an answer about another certificate");
    }

    @Test
    void two_answers_about_one_certificate_are_refused() throws Exception {
        ocsp.responding(ocsp.good().twice());
        ocsp.assertUndetermined("two answers about the same certificate");
    }

    @Test
    void a_responder_whom_the_issuer_has_authorised_is_believed() throws Exception {
        X509Bundle delegate =
                OcspPki.leaf("CN=Delegate")
                        .addExtendedKeyUsageOcspSigning()
                        .buildIssuedBy(ocsp.pki().authority());
        ocsp.responding(signedBy(delegate).withCertificates(delegate.getCertificate()));
        ocsp.check(ocsp.pki().shortChain(), NOW);
    }

    @Test
    void another_certificate_of_the_issuer_may_not_sign() throws Exception {
        X509Bundle other = OcspPki.leaf("CN=Other").buildIssuedBy(ocsp.pki().authority());
        ocsp.responding(signedBy(other).withCertificates(other.getCertificate()));
        ocsp.assertUndetermined("Responder's certificate not valid for signing");
    }

    @Test
    void a_responder_whose_authorisation_has_expired_may_not_sign() throws Exception {
        X509Bundle delegate =
                OcspPki.leaf("CN=Delegate")
                        .addExtendedKeyUsageOcspSigning()
                        .notAfter(NOW.minusSeconds(1))
                        .buildIssuedBy(ocsp.pki().authority());
        ocsp.responding(signedBy(delegate).withCertificates(delegate.getCertificate()));
        ocsp.assertUndetermined("validity period");
    }

    @Test
    void another_authority_may_not_sign_even_one_above() throws Exception {
        ocsp.responding(
                signedBy(ocsp.pki().root()).withCertificates(ocsp.pki().root().getCertificate()));
        ocsp.assertUndetermined("not authorized");
    }

    @Test
    void one_who_takes_the_issuers_name_may_not_sign() throws Exception {
        X509Bundle impostor =
                OcspPki.authority("CN=Authority")
                        .addExtendedKeyUsageOcspSigning()
                        .buildSelfSigned();
        ocsp.responding(signedBy(impostor).withCertificates(impostor.getCertificate()));
        ocsp.assertUndetermined("Unable to verify OCSP Response's signature");
        ocsp.responding(signedBy(impostor));
        ocsp.assertUndetermined("Error verifying OCSP Response's signature");
    }

    @Test
    void one_whom_such_an_impostor_has_authorised_may_not_sign() throws Exception {
        X509Bundle impostor = OcspPki.authority("CN=Authority").buildSelfSigned();
        X509Bundle delegate =
                OcspPki.leaf("CN=Delegate")
                        .addExtendedKeyUsageOcspSigning()
                        .buildIssuedBy(impostor);
        ocsp.responding(signedBy(delegate).withCertificates(delegate.getCertificate()));
        ocsp.assertUndetermined("Unable to verify OCSP Response's signature");
    }
}
