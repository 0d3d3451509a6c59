package io.postern.internal.tls;

import static io.postern.internal.tls.ClientCertificates.authority;
import static io.postern.internal.tls.ClientCertificates.client;
import static io.postern.internal.tls.ClientCertificates.onlyDevicesExample;
import static io.postern.internal.tls.ClientCertificates.rsa;
import static io.postern.internal.tls.KeyStoreFiles.NOW;
import static io.postern.internal.tls.PathAssert.presented;
import static io.postern.internal.tls.PathAssert.trusting;
import static io.postern.tls.CertificateAlert.CERTIFICATE_EXPIRED;
import static io.postern.tls.CertificateAlert.UNSUPPORTED_CERTIFICATE;

import io.netty.pkitesting.X509Bundle;
import io.postern.RefusalReason;
import java.security.KeyPair;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.PKIXReason;
import org.junit.jupiter.api.Test;

/** What a trusted authority's own certificate says is heeded. */
class AnchorTest {

    @Test
    void names_that_a_trusted_authority_must_not_vouch_for() throws Exception {
        X509Bundle limited = onlyDevicesExample().buildSelfSigned();
        X509Bundle good =
                client("device").addSanDnsName("a.devices.example").buildIssuedBy(limited);
        X509Bundle bad = client("device").addSanDnsName("a.other.example").buildIssuedBy(limited);

        presented(trusting(limited), good).isValid(good, limited);
        presented(trusting(limited), bad)
                .isUntrusted(PKIXReason.INVALID_NAME, UNSUPPORTED_CERTIFICATE)
                .at(0)
                .containing("must not vouch for (name constraints)");
    }

    @Test
    void name_constraints_that_are_damaged_vouch_for_nobody() throws Exception {
        X509Bundle damaged =
                authority("Damaged")
                        .addExtensionOctetString(
                                ClientCertificates.NAME_CONSTRAINTS, false, new byte[] {5, 5, 5})
                        .buildSelfSigned();
        X509Bundle leaf = client("device").buildIssuedBy(damaged);

        presented(trusting(damaged), leaf)
                .isUntrusted(PKIXReason.INVALID_NAME, UNSUPPORTED_CERTIFICATE)
                .containing("has name constraints that are damaged");
    }

    @Test
    void a_short_key_of_the_trusted_authority() throws Exception {
        KeyPair keys = rsa(1024);
        X509Bundle weak =
                ClientCertificates.bundle(
                        ClientCertificates.selfSigned("CN=Weak", keys, true), keys);
        X509Bundle leaf = client("device").buildIssuedBy(weak);

        presented(trusting(weak), leaf)
                .isUntrusted(BasicReason.ALGORITHM_CONSTRAINED, UNSUPPORTED_CERTIFICATE)
                .at(-1)
                .containing("the trusted certificate 'CN=Weak' has an RSA key of 1024 bits");
    }

    @Test
    void a_trusted_authority_that_has_expired() throws Exception {
        X509Bundle old = authority("Old").notAfter(NOW.minusSeconds(1)).buildSelfSigned();
        X509Bundle leaf = client("device").buildIssuedBy(old);

        presented(trusting(old), leaf)
                .isRefused(
                        RefusalReason.CLIENT_CERTIFICATE_EXPIRED,
                        BasicReason.EXPIRED,
                        CERTIFICATE_EXPIRED)
                .at(-1)
                .containing("the trusted certificate 'CN=Old' expired on");
    }
}
