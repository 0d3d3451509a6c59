package io.postern.internal.tls;

import static io.postern.internal.tls.ClientCertificates.authority;
import static io.postern.internal.tls.ClientCertificates.client;
import static io.postern.internal.tls.ClientCertificates.rsa;
import static io.postern.internal.tls.ClientCertificates.selfSigned;
import static io.postern.internal.tls.KeyStoreFiles.NOW;
import static io.postern.internal.tls.PathAssert.presented;
import static io.postern.internal.tls.PathAssert.trusting;
import static io.postern.tls.CertificateAlert.CERTIFICATE_EXPIRED;
import static io.postern.tls.CertificateAlert.UNSUPPORTED_CERTIFICATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.KeyUsage;
import io.netty.pkitesting.X509Bundle;
import io.postern.RefusalReason;
import java.security.AlgorithmParameters;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"MD2withRSA", "md5WithRSA", "SHA1withECDSA", "SHA-1withRSA", "SHA1withDSA"})
    void digests_with_collisions_are_broken(String algorithm) {
        assertThat(CertificateRules.isBroken(algorithm, null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SHA256withRSA", "SHA512withECDSA", "SHA3-256withRSA", "Ed25519", "EdDSA"})
    void others_are_not(String algorithm) {
        assertThat(CertificateRules.isBroken(algorithm, null)).isFalse();
    }

    @Test
    void the_digest_of_pss_is_in_its_parameters() throws Exception {
        assertThat(CertificateRules.isBroken("RSASSA-PSS", pss("SHA-256"))).isFalse();
        assertThat(CertificateRules.isBroken("RSASSA-PSS", pss("SHA-1"))).isTrue();
        assertThat(CertificateRules.isBroken("RSASSA-PSS", null)).isTrue();
        assertThat(CertificateRules.isBroken("RSASSA-PSS", new byte[] {1})).isTrue();
    }

    @Test
    void an_extended_key_usage_may_be_critical() throws Exception {
        X509Bundle root = authority("Root").buildSelfSigned();
        ExtendedKeyUsage usage = new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth);
        X509Bundle leaf =
                ClientCertificates.plain("device")
                        .addExtensionOctetString("2.5.29.37", true, usage.getEncoded())
                        .buildIssuedBy(root);

        presented(trusting(root), leaf).isValid(leaf, root);
    }

    @Test
    void a_pinned_certificate_must_be_current_strong_and_for_clients() throws Exception {
        pinned(authority("me").setKeyUsage(true, KeyUsage.keyCertSign))
                .isUntrusted(PKIXReason.INVALID_KEY_USAGE, UNSUPPORTED_CERTIFICATE);
        pinned(authority("me").addExtendedKeyUsageServerAuth())
                .isUntrusted(PKIXReason.INVALID_KEY_USAGE, UNSUPPORTED_CERTIFICATE);
        pinned(authority("me").addExtensionOctetString("1.2.3.4", true, new byte[] {5, 0}))
                .isUntrusted(PKIXReason.UNRECOGNIZED_CRIT_EXT, UNSUPPORTED_CERTIFICATE);
        pinned(authority("me").notAfter(NOW.minusSeconds(1)))
                .isRefused(
                        RefusalReason.CLIENT_CERTIFICATE_EXPIRED,
                        BasicReason.EXPIRED,
                        CERTIFICATE_EXPIRED)
                .at(0);
        X509Certificate weak = selfSigned("CN=me", rsa(1024), false);
        presented(trusting(weak), weak)
                .isUntrusted(BasicReason.ALGORITHM_CONSTRAINED, UNSUPPORTED_CERTIFICATE);
    }

    @Test
    void a_pinned_certificate_may_be_an_authority_s() throws Exception {
        X509Bundle own =
                authority("me")
                        .setKeyUsage(true, KeyUsage.keyCertSign, KeyUsage.digitalSignature)
                        .buildSelfSigned();
        X509Bundle below = client("below").buildIssuedBy(own);

        presented(trusting(own), own).isValid(own);
        presented(trusting(own), below).isValid(below, own);
    }

    private static PathAssert pinned(CertificateBuilder builder) throws Exception {
        X509Bundle own = builder.buildSelfSigned();
        return presented(trusting(own), own);
    }

    private static byte[] pss(String digest) throws Exception {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
        parameters.init(new PSSParameterSpec(digest, "MGF1", new MGF1ParameterSpec(digest), 20, 1));
        return parameters.getEncoded();
    }
}
