package io.postern.internal.tls;

import static io.postern.internal.tls.ClientCertificates.authority;
import static io.postern.internal.tls.ClientCertificates.client;
import static io.postern.internal.tls.KeyStoreFiles.NOW;
import static io.postern.internal.tls.PathAssert.certificates;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netty.pkitesting.CertificateBuilder.KeyUsage;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CrlCheckTest {

    private static final String POINT = "http://127.0.0.1/ca.crl";

    private X509Bundle root;
    private X509Bundle issuer;
    private X509Bundle device;

    @BeforeEach
    void make_a_chain() throws Exception {
        root = authority("Root").buildSelfSigned();
        issuer = authority("Issuer").buildIssuedBy(root);
        device = client("device").addCrlDistributionPoint(new URI(POINT)).buildIssuedBy(issuer);
    }

    @Test
    void certificates_that_no_list_names_are_not_revoked() throws Exception {
        X509Bundle other = client("other").buildIssuedBy(issuer);

        assertCleared(TestCrl.of(root).crl(), TestCrl.of(issuer).revoking(other).crl());
    }

    @Test
    void a_certificate_that_is_listed_is_revoked() throws Exception {
        assertRevoked(TestCrl.of(root).crl(), TestCrl.of(issuer).many(50).revoking(device).crl())
                .isEqualTo(
                        "certificate 1 of 3 'CN=device' was revoked on 2030-05-17T11:00:00Z"
                                + " (reason KEY_COMPROMISE)");
    }

    @Test
    void an_intermediate_that_is_listed_is_revoked() throws Exception {
        assertRevoked(TestCrl.of(root).revoking(issuer).crl(), TestCrl.of(issuer).crl())
                .startsWith("certificate 2 of 3 'CN=Issuer' was revoked on");
    }

    @Test
    void one_of_several_lists_is_enough_to_revoke() throws Exception {
        X509CRL newer = TestCrl.of(issuer).revoking(device).crl();

        assertRevoked(TestCrl.of(root).crl(), TestCrl.of(issuer).crl(), newer).isNotEmpty();
        assertRevoked(TestCrl.of(root).crl(), newer, TestCrl.of(issuer).crl()).isNotEmpty();
    }

    @Test
    void without_a_list_of_an_intermediate_nothing_is_known() throws Exception {
        assertUndetermined(TestCrl.of(root).crl())
                .isEqualTo(
                        "certificate 1 of 3 'CN=device' may be revoked: there is no CRL of"
                                + " 'CN=Issuer'");
        assertUndetermined(TestCrl.of(issuer).crl()).contains("there is no CRL of 'CN=Root'");
        assertUndetermined().contains("there is no CRL of 'CN=Root'");
    }

    @Test
    void a_list_that_has_expired_since_it_was_loaded_says_nothing() throws Exception {
        Instant before = NOW.minusSeconds(100);

        assertUndetermined(
                        TestCrl.of(root).crl(),
                        TestCrl.of(issuer, before, NOW.minusSeconds(1)).crl())
                .contains("the CRL of 'CN=Issuer' expired on 2030-05-17T11:59:59Z");
        assertUndetermined(
                        TestCrl.of(root).crl(),
                        TestCrl.of(issuer, NOW.plusSeconds(1), NOW.plusSeconds(9)).crl())
                .contains("is not valid before 2030-05-17T12:00:01Z");
        assertCleared(TestCrl.of(root).crl(), TestCrl.of(issuer, NOW, NOW).crl());
    }

    @Test
    void a_list_that_somebody_else_signed_says_nothing() throws Exception {
        assertUndetermined(TestCrl.of(root).crl(), TestCrl.forged(issuer, root).crl())
                .contains("was not signed by that authority");
    }

    @Test
    void an_authority_that_must_not_sign_lists_says_nothing() throws Exception {
        issuer = authority("Issuer").setKeyUsage(true, KeyUsage.keyCertSign).buildIssuedBy(root);
        device = client("device").buildIssuedBy(issuer);

        assertUndetermined(TestCrl.of(root).crl(), TestCrl.of(issuer).crl())
                .contains("was not signed by that authority, or must not be");
    }

    @Test
    void lists_that_are_not_understood_say_nothing() throws Exception {
        X509CRL delta =
                TestCrl.of(issuer).critical(Extension.deltaCRLIndicator, new ASN1Integer(1)).crl();
        X509CRL indirect = scoped(new IssuingDistributionPoint(null, true, false));
        X509CRL attributes =
                scoped(new IssuingDistributionPoint(null, false, false, null, false, true));

        for (X509CRL crl : List.of(delta, indirect, attributes)) {
            assertUndetermined(TestCrl.of(root).crl(), crl).contains("understood");
        }
    }

    @Test
    void a_list_of_clients_clears_no_authorities_and_the_other_way_round() throws Exception {
        IssuingDistributionPoint users =
                new IssuingDistributionPoint(null, true, false, null, false, false);
        IssuingDistributionPoint authorities =
                new IssuingDistributionPoint(null, false, true, null, false, false);

        assertCleared(TestCrl.of(root).scope(authorities).crl(), scoped(users));
        assertUndetermined(TestCrl.of(root).scope(users).crl(), scoped(users))
                .contains("'CN=Issuer' may be revoked", "is about other certificates");
        assertUndetermined(TestCrl.of(root).crl(), scoped(authorities))
                .contains("'CN=device' may be revoked", "is about other certificates");
    }

    @Test
    void a_list_of_a_distribution_point_clears_the_certificates_that_name_it() throws Exception {
        assertCleared(TestCrl.of(root).crl(), scoped(point(POINT)));
        assertUndetermined(TestCrl.of(root).crl(), scoped(point(POINT + "2")))
                .contains("is about other certificates");
        device = client("device").buildIssuedBy(issuer);
        assertUndetermined(TestCrl.of(root).crl(), scoped(point(POINT)))
                .contains("is about other certificates");
    }

    @Test
    void a_pinned_certificate_has_nobody_who_could_revoke_it() {
        assertThatCode(
                        () ->
                                new CrlCheck(List.of())
                                        .check(
                                                List.of(root.getCertificate()),
                                                NOW,
                                                Duration.ofSeconds(1)))
                .doesNotThrowAnyException();
    }

    @Test
    void no_address_in_a_certificate_is_ever_asked() throws Exception {
        String property = "com.sun.security.enableCRLDP";
        String before = System.setProperty(property, "true");
        try (ServerSocket tarpit = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI point = new URI("http://127.0.0.1:" + tarpit.getLocalPort() + "/ca.crl");
            device = client("device").addCrlDistributionPoint(point).buildIssuedBy(issuer);

            assertUndetermined(TestCrl.of(root).crl()).isNotEmpty();
            assertCleared(TestCrl.of(root).crl(), TestCrl.of(issuer).crl());
            assertNobodyCame(tarpit);
        } finally {
            restore(property, before);
        }
    }

    private static void restore(String property, @Nullable String value) {
        if (value == null) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, value);
        }
    }

    private static void assertNobodyCame(ServerSocket tarpit) throws IOException {
        tarpit.setSoTimeout(1);
        assertThat(catchThrowable(tarpit::accept)).isInstanceOf(SocketTimeoutException.class);
    }

    private X509CRL scoped(IssuingDistributionPoint scope) throws Exception {
        return TestCrl.of(issuer).scope(scope).crl();
    }

    private static IssuingDistributionPoint point(String uri) {
        GeneralName name = new GeneralName(GeneralName.uniformResourceIdentifier, uri);
        DistributionPointName point = new DistributionPointName(new GeneralNames(name));
        return new IssuingDistributionPoint(point, false, false);
    }

    private void assertCleared(X509CRL... crls) {
        assertThat(check(crls)).isNull();
    }

    private AbstractStringAssert<?> assertRevoked(X509CRL... crls) {
        return assertReason(BasicReason.REVOKED, crls);
    }

    private AbstractStringAssert<?> assertUndetermined(X509CRL... crls) {
        return assertReason(BasicReason.UNDETERMINED_REVOCATION_STATUS, crls);
    }

    private AbstractStringAssert<?> assertReason(BasicReason reason, X509CRL... crls) {
        assertThat(check(crls)).isInstanceOf(CertPathValidatorException.class);
        CertPathValidatorException thrown = (CertPathValidatorException) check(crls);
        assertThat(thrown.getReason()).isEqualTo(reason);
        return assertThat(thrown.getMessage());
    }

    private Throwable check(X509CRL... crls) {
        CrlCheck check = new CrlCheck(List.of(crls));
        return catchThrowable(
                () ->
                        check.check(
                                List.of(certificates(device, issuer, root)),
                                NOW,
                                Duration.ofSeconds(1)));
    }
}
