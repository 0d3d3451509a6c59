package io.postern.internal.tls;

import static io.postern.internal.tls.ClientCertificates.authority;
import static io.postern.internal.tls.ClientCertificates.client;
import static io.postern.internal.tls.ClientCertificates.p256;
import static io.postern.internal.tls.ClientCertificates.selfSigned;
import static io.postern.internal.tls.ClientCertificates.version1;
import static io.postern.internal.tls.KeyStoreFiles.NOW;
import static io.postern.internal.tls.PathAssert.presented;
import static io.postern.internal.tls.PathAssert.trust;
import static io.postern.internal.tls.PathAssert.trusting;
import static io.postern.tls.CertificateAlert.BAD_CERTIFICATE;
import static io.postern.tls.CertificateAlert.CERTIFICATE_REVOKED;
import static io.postern.tls.CertificateAlert.CERTIFICATE_UNKNOWN;
import static io.postern.tls.CertificateAlert.UNKNOWN_CA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import io.postern.RefusalReason;
import java.security.KeyPair;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClientPathTest {

    private X509Bundle root;
    private X509Bundle issuer;
    private X509Bundle device;

    @BeforeEach
    void make_a_chain() throws Exception {
        root = authority("Root").buildSelfSigned();
        issuer = authority("Issuer").buildIssuedBy(root);
        device = client("device").buildIssuedBy(issuer);
    }

    @Test
    void a_path_to_a_trusted_root_is_valid_with_and_without_the_root() {
        presented(trusting(root), device, issuer).isValid(device, issuer, root);
        presented(trusting(root), device, issuer, root).isValid(device, issuer, root);
    }

    @Test
    void a_trusted_intermediate_is_the_end_of_the_path() {
        presented(trusting(issuer), device).isValid(device, issuer);
        presented(trusting(issuer, root), device, issuer, root).isValid(device, issuer);
    }

    @ParameterizedTest
    @EnumSource(names = {"rsa2048", "ecp256", "ecp384", "ed25519", "ed448"})
    void keys_of_every_usable_kind_are_accepted(Algorithm algorithm) throws Exception {
        X509Bundle other = authority("Other").algorithm(algorithm).buildSelfSigned();
        X509Bundle leaf = client("device").algorithm(algorithm).buildIssuedBy(other);

        presented(trusting(other), leaf).isValid(leaf, other);
    }

    @Test
    void what_follows_the_path_does_not_matter() throws Exception {
        X509Bundle stranger = authority("Stranger").buildSelfSigned();

        presented(trusting(issuer), device, stranger, root).isValid(device, issuer);
    }

    @Test
    void an_authority_that_changed_its_key_is_known_by_both() throws Exception {
        X509Bundle renewed = authority("Issuer").buildIssuedBy(root);
        X509Bundle late = client("device").buildIssuedBy(renewed);

        presented(trusting(issuer, renewed), device).isValid(device, issuer);
        presented(trusting(issuer, renewed), late).isValid(late, renewed);
        presented(trusting(issuer, root), late, renewed).isValid(late, renewed, root);
    }

    @Test
    void no_trust_store_trusts_nobody() {
        presented(new ClientPath(TrustMaterial.NONE, PathAssert.NO_REVOCATION), device, issuer)
                .isUntrusted(PKIXReason.NO_TRUST_ANCHOR, UNKNOWN_CA)
                .saying("no trust store is configured");
    }

    @Test
    void an_unknown_authority_is_named() throws Exception {
        X509Bundle other = authority("Other").buildSelfSigned();

        presented(trusting(other), device, issuer)
                .isUntrusted(PKIXReason.NO_TRUST_ANCHOR, UNKNOWN_CA)
                .at(1)
                .saying(
                        "certificate 2 of 2 'CN=Issuer' has the issuer 'CN=Root', which neither"
                                + " follows it nor is in /etc/ca.p12");
    }

    @Test
    void a_missing_intermediate_is_not_searched() {
        presented(trusting(root), device)
                .isUntrusted(PKIXReason.NO_TRUST_ANCHOR, UNKNOWN_CA)
                .at(0)
                .saying(
                        "certificate 'CN=device' has the issuer 'CN=Issuer', which neither follows"
                                + " it nor is in /etc/ca.p12");
    }

    @Test
    void certificates_out_of_order_are_not_sorted() throws Exception {
        X509Bundle lower = authority("Lower").buildIssuedBy(issuer);
        X509Bundle leaf = client("device").buildIssuedBy(lower);

        presented(trusting(root), leaf, issuer, lower)
                .isUntrusted(PKIXReason.NO_TRUST_ANCHOR, UNKNOWN_CA)
                .at(0);
        presented(trusting(root), leaf, lower, issuer).isValid(leaf, lower, issuer, root);
    }

    @Test
    void a_self_signed_certificate_of_a_stranger_is_refused() throws Exception {
        presented(trusting(root), selfSigned("CN=me", p256(), false))
                .isUntrusted(PKIXReason.NO_TRUST_ANCHOR, UNKNOWN_CA)
                .saying("certificate 'CN=me' names itself as its issuer and is not in /etc/ca.p12");
    }

    @Test
    void a_self_signed_certificate_of_the_trust_store_is_valid() throws Exception {
        X509Certificate pinned = selfSigned("CN=me", p256(), false);
        X509Certificate namesake = selfSigned("CN=me", p256(), false);

        presented(trusting(pinned), pinned).isValid(pinned);
        presented(trusting(pinned), pinned, root.getCertificate()).isValid(pinned);
        presented(trusting(pinned), namesake).isUntrusted(PKIXReason.NOT_CA_CERT, UNKNOWN_CA);
    }

    @Test
    void a_client_in_the_trust_store_is_no_authority_for_others() throws Exception {
        KeyPair keys = p256();
        X509Certificate pinned = selfSigned("CN=me", keys, false);
        X509Certificate unclear = selfSigned("CN=me", keys, null);
        X509Bundle forged = client("admin").buildIssuedBy(ClientCertificates.bundle(pinned, keys));

        for (X509Certificate trusted : List.of(pinned, unclear)) {
            presented(trusting(trusted), forged.getCertificate())
                    .isUntrusted(PKIXReason.NOT_CA_CERT, UNKNOWN_CA)
                    .saying("the trusted certificate 'CN=me' is no authority's (basicConstraints)");
        }
    }

    @Test
    void an_authority_of_version_1_is_one() throws Exception {
        KeyPair keys = p256();
        X509Certificate old = version1("CN=Old", keys);
        X509Bundle leaf = client("device").buildIssuedBy(ClientCertificates.bundle(old, keys));

        presented(trusting(old), leaf.getCertificate()).isValid(leaf.getCertificate(), old);
    }

    @Test
    void an_issued_certificate_in_the_trust_store_needs_its_issuer_there() {
        presented(trusting(device), device).isUntrusted(PKIXReason.NO_TRUST_ANCHOR, UNKNOWN_CA);
        presented(trusting(device, issuer), device).isValid(device, issuer);
    }

    @Test
    void the_right_name_with_the_wrong_key_is_no_issuer() throws Exception {
        X509Bundle namesake = authority("Issuer").buildSelfSigned();

        presented(trusting(namesake), device)
                .isUntrusted(BasicReason.INVALID_SIGNATURE, BAD_CERTIFICATE)
                .at(0)
                .saying(
                        "certificate 'CN=device' was not signed by 'CN=Issuer', although it names"
                                + " that as its issuer");
    }

    @Test
    void ten_certificates_are_enough() {
        List<X509Certificate> many = new ArrayList<>(List.of(device.getCertificate()));
        many.addAll(Collections.nCopies(9, root.getCertificate()));
        presented(trusting(issuer), many.toArray(X509Certificate[]::new)).isValid(device, issuer);

        many.add(root.getCertificate());
        presented(trusting(issuer), many.toArray(X509Certificate[]::new))
                .isUntrusted(PKIXReason.PATH_TOO_LONG, UNKNOWN_CA)
                .saying("the client presented 11 certificates, more than 10");
    }

    @Test
    void a_client_presents_at_least_one() {
        assertThatThrownBy(() -> presented(trusting(root), new X509Certificate[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void revocation_is_asked_about_the_whole_path_once_it_is_valid() throws Exception {
        List<List<X509Certificate>> asked = new ArrayList<>();
        RevocationCheck check =
                (chain, now, left) -> {
                    assertThat(now).isEqualTo(NOW);
                    assertThat(left).isEqualTo(Duration.ofSeconds(5));
                    asked.add(chain);
                };
        ClientPath path = new ClientPath(trust(root.getCertificate()), check);

        presented(path, device);
        assertThat(asked).isEmpty();
        presented(path, device, issuer);
        assertThat(asked).containsExactly(List.of(PathAssert.certificates(device, issuer, root)));
    }

    @Test
    void what_revocation_says_refuses() {
        presented(failing(BasicReason.REVOKED), device)
                .isRefused(
                        RefusalReason.CLIENT_CERTIFICATE_REVOKED,
                        BasicReason.REVOKED,
                        CERTIFICATE_REVOKED);
        presented(failing(BasicReason.UNDETERMINED_REVOCATION_STATUS), device)
                .isRefused(
                        RefusalReason.CLIENT_CERTIFICATE_REVOKED,
                        BasicReason.UNDETERMINED_REVOCATION_STATUS,
                        CERTIFICATE_UNKNOWN);
    }

    private ClientPath failing(BasicReason reason) {
        return new ClientPath(
                trust(issuer.getCertificate()),
                (chain, now, left) -> {
                    throw PathFailure.of(reason, "a test");
                });
    }

    @Test
    void names_in_messages_are_escaped() throws Exception {
        X509Bundle evil = client("a\\\nINFO forged").buildIssuedBy(issuer);

        presented(trusting(root), evil).containing("a\\u000aINFO forged");
    }
}
