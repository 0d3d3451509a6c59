package io.postern.internal.tls;

import static io.postern.internal.tls.ClientCertificates.authority;
import static io.postern.internal.tls.ClientCertificates.client;
import static io.postern.internal.tls.ClientCertificates.issued;
import static io.postern.internal.tls.ClientCertificates.onlyDevicesExample;
import static io.postern.internal.tls.ClientCertificates.plain;
import static io.postern.internal.tls.ClientCertificates.rsa;
import static io.postern.internal.tls.KeyStoreFiles.NOW;
import static io.postern.internal.tls.PathAssert.presented;
import static io.postern.internal.tls.PathAssert.trusting;
import static io.postern.tls.CertificateAlert.BAD_CERTIFICATE;
import static io.postern.tls.CertificateAlert.CERTIFICATE_EXPIRED;
import static io.postern.tls.CertificateAlert.UNKNOWN_CA;
import static io.postern.tls.CertificateAlert.UNSUPPORTED_CERTIFICATE;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.KeyUsage;
import io.netty.pkitesting.X509Bundle;
import io.postern.RefusalReason;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.PKIXReason;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every fault that a client's certificate, or one that vouches for it, can have. */
class ClientCertificateFaultTest {

    private X509Bundle root;

    @BeforeEach
    void make_an_authority() throws Exception {
        root = authority("Root").buildSelfSigned();
    }

    @Test
    void expired() throws Exception {
        X509Bundle leaf = client("device").notAfter(NOW.minusSeconds(1)).buildIssuedBy(root);

        presented(trusting(root), leaf)
                .isRefused(
                        RefusalReason.CLIENT_CERTIFICATE_EXPIRED,
                        BasicReason.EXPIRED,
                        CERTIFICATE_EXPIRED)
                .at(0)
                .saying(
                        "certificate 'CN=device' expired on 2030-05-17T11:59:59Z; this machine's"
                                + " clock says 2030-05-17T12:00:00Z");
    }

    @Test
    void not_yet_valid() throws Exception {
        X509Bundle leaf = client("device").notBefore(NOW.plusSeconds(1)).buildIssuedBy(root);

        presented(trusting(root), leaf)
                .isRefused(
                        RefusalReason.CLIENT_CERTIFICATE_EXPIRED,
                        BasicReason.NOT_YET_VALID,
                        BAD_CERTIFICATE)
                .containing("is not valid before 2030-05-17T12:00:01Z");
    }

    @Test
    void valid_to_the_last_second() throws Exception {
        X509Bundle leaf = client("device").notBefore(NOW).notAfter(NOW).buildIssuedBy(root);

        presented(trusting(root), leaf).isValid(leaf, root);
    }

    @Test
    void an_intermediate_that_has_expired() throws Exception {
        X509Bundle old = authority("Old").notAfter(NOW.minusSeconds(1)).buildIssuedBy(root);
        X509Bundle leaf = client("device").buildIssuedBy(old);

        presented(trusting(root), leaf, old)
                .isRefused(
                        RefusalReason.CLIENT_CERTIFICATE_EXPIRED,
                        BasicReason.EXPIRED,
                        CERTIFICATE_EXPIRED)
                .at(1)
                .containing("certificate 2 of 2 'CN=Old' expired on");
    }

    @Test
    void extended_key_usage_for_servers_only() throws Exception {
        X509Bundle leaf = plain("device").addExtendedKeyUsageServerAuth().buildIssuedBy(root);

        presented(trusting(root), leaf)
                .isUntrusted(PKIXReason.INVALID_KEY_USAGE, UNSUPPORTED_CERTIFICATE)
                .at(0)
                .containing("its extended key usage lacks clientAuth");
    }

    @Test
    void extended_key_usage_that_allows_it_or_everything_or_is_absent() throws Exception {
        X509Bundle both =
                plain("device")
                        .addExtendedKeyUsageServerAuth()
                        .addExtendedKeyUsageClientAuth()
                        .buildIssuedBy(root);
        X509Bundle any = plain("device").addExtendedKeyUsage("2.5.29.37.0").buildIssuedBy(root);
        X509Bundle none = plain("device").buildIssuedBy(root);

        for (X509Bundle leaf : new X509Bundle[] {both, any, none}) {
            presented(trusting(root), leaf).isValid(leaf, root);
        }
    }

    @Test
    void an_intermediate_for_servers_only() throws Exception {
        X509Bundle servers =
                authority("Servers").addExtendedKeyUsageServerAuth().buildIssuedBy(root);
        X509Bundle leaf = client("device").buildIssuedBy(servers);

        presented(trusting(root), leaf, servers)
                .isUntrusted(PKIXReason.INVALID_KEY_USAGE, UNSUPPORTED_CERTIFICATE)
                .at(1);
    }

    @Test
    void key_usage_without_digital_signature() throws Exception {
        X509Bundle leaf =
                plain("device").setKeyUsage(true, KeyUsage.keyAgreement).buildIssuedBy(root);

        presented(trusting(root), leaf)
                .isUntrusted(PKIXReason.INVALID_KEY_USAGE, UNSUPPORTED_CERTIFICATE)
                .containing("its key usage lacks digitalSignature");
    }

    @Test
    void an_authority_as_client() throws Exception {
        X509Bundle leaf = client("device").setIsCertificateAuthority(true).buildIssuedBy(root);

        presented(trusting(root), leaf)
                .isUntrusted(PKIXReason.INVALID_KEY_USAGE, UNSUPPORTED_CERTIFICATE)
                .containing("is an authority's (basicConstraints)");
        presented(trusting(root, leaf), leaf).isValid(leaf, root);
    }

    @Test
    void a_client_as_authority() throws Exception {
        X509Bundle device = plain("device").buildIssuedBy(root);
        X509Bundle leaf = client("admin").buildIssuedBy(device);

        presented(trusting(root), leaf, device)
                .isUntrusted(PKIXReason.NOT_CA_CERT, UNKNOWN_CA)
                .at(1);
    }

    @Test
    void an_authority_that_must_not_sign_certificates() throws Exception {
        X509Bundle issuer =
                authority("Issuer").setKeyUsage(true, KeyUsage.cRLSign).buildIssuedBy(root);
        X509Bundle leaf = client("device").buildIssuedBy(issuer);

        presented(trusting(root), leaf, issuer)
                .isUntrusted(PKIXReason.INVALID_KEY_USAGE, UNSUPPORTED_CERTIFICATE)
                .at(1);
        presented(trusting(issuer), leaf)
                .isUntrusted(PKIXReason.INVALID_KEY_USAGE, UNSUPPORTED_CERTIFICATE)
                .at(-1)
                .containing("the trusted certificate 'CN=Issuer'", "lacks keyCertSign");
    }

    @Test
    void a_path_longer_than_an_authority_allows() throws Exception {
        X509Bundle strict = limited("Strict", 0).buildIssuedBy(root);
        X509Bundle below = authority("Below").buildIssuedBy(strict);
        X509Bundle leaf = client("device").buildIssuedBy(below);

        presented(trusting(root), leaf, below, strict)
                .isUntrusted(PKIXReason.PATH_TOO_LONG, UNKNOWN_CA);
        presented(trusting(strict), leaf, below)
                .isUntrusted(PKIXReason.PATH_TOO_LONG, UNKNOWN_CA)
                .containing("allows 0 authorities below it, and there are 1");
        presented(trusting(limited("Strict", 1).buildIssuedBy(root)), leaf, below)
                .isUntrusted(BasicReason.INVALID_SIGNATURE, BAD_CERTIFICATE);
    }

    @Test
    void names_that_an_authority_must_not_vouch_for() throws Exception {
        X509Bundle limited = onlyDevicesExample().buildIssuedBy(root);
        X509Bundle good =
                client("device").addSanDnsName("a.devices.example").buildIssuedBy(limited);
        X509Bundle bad = client("device").addSanDnsName("a.other.example").buildIssuedBy(limited);

        presented(trusting(root), good, limited).isValid(good, limited, root);
        presented(trusting(root), bad, limited)
                .isUntrusted(PKIXReason.INVALID_NAME, UNSUPPORTED_CERTIFICATE)
                .at(0);
    }

    @Test
    void a_critical_extension_that_is_unknown() throws Exception {
        X509Bundle leaf =
                client("device")
                        .addExtensionOctetString("1.3.6.1.4.1.99999.1", true, new byte[] {5, 0})
                        .buildIssuedBy(root);

        presented(trusting(root), leaf)
                .isUntrusted(PKIXReason.UNRECOGNIZED_CRIT_EXT, UNSUPPORTED_CERTIFICATE)
                .at(0);
    }

    @Test
    void a_short_rsa_key() throws Exception {
        X509Bundle leaf = client("device").keyPair(rsa(1024)).buildIssuedBy(root);

        presented(trusting(root), leaf)
                .isUntrusted(BasicReason.ALGORITHM_CONSTRAINED, UNSUPPORTED_CERTIFICATE)
                .at(0)
                .containing("has an RSA key of 1024 bits, fewer than 2048");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA1withRSA", "MD5withRSA"})
    void a_signature_that_can_be_forged(String algorithm) throws Exception {
        X509Bundle rsaRoot = authority("RSA Root").rsa2048().buildSelfSigned();
        X509Bundle leaf = issued("CN=device", false, rsaRoot, algorithm);

        presented(trusting(rsaRoot), leaf)
                .isUntrusted(BasicReason.ALGORITHM_CONSTRAINED, UNSUPPORTED_CERTIFICATE)
                .at(0)
                .containing("has a signature that can be forged: " + algorithm);
    }

    @Test
    void an_intermediate_with_a_signature_that_can_be_forged() throws Exception {
        X509Bundle rsaRoot = authority("RSA Root").rsa2048().buildSelfSigned();
        X509Bundle old = issued("CN=Old", true, rsaRoot, "SHA1withRSA");
        X509Bundle leaf = client("device").buildIssuedBy(old);

        presented(trusting(rsaRoot), leaf, old)
                .isUntrusted(BasicReason.ALGORITHM_CONSTRAINED, UNSUPPORTED_CERTIFICATE)
                .at(1);
        presented(trusting(old), leaf).isValid(leaf, old);
    }

    private static CertificateBuilder limited(String name, int length) {
        return authority(name).setPathLengthConstraint(OptionalInt.of(length));
    }
}
