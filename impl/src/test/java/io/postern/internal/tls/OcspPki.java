package io.postern.internal.tls;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;

/** A root, an authority under it and a client of it, for tests of OCSP. */
record OcspPki(X509Bundle root, X509Bundle authority, X509Bundle client) {

    /** Within whole seconds, which is all that a response can say. */
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    static OcspPki create() throws Exception {
        X509Bundle root = authority("CN=Root").buildSelfSigned();
        X509Bundle authority = authority("CN=Authority").buildIssuedBy(root);
        return new OcspPki(root, authority, leaf("CN=Client").buildIssuedBy(authority));
    }

    static CertificateBuilder authority(String name) {
        return leaf(name).setIsCertificateAuthority(true);
    }

    static CertificateBuilder leaf(String name) {
        return new CertificateBuilder()
                .ecp256()
                .subject(name)
                .notBefore(NOW.minus(Duration.ofDays(1)))
                .notAfter(NOW.plus(Duration.ofDays(30)));
    }

    /** The client alone below the trust store's certificate: one question. */
    List<X509Certificate> shortChain() {
        return List.of(client.getCertificate(), authority.getCertificate());
    }

    /** Two questions. */
    List<X509Certificate> longChain() {
        return List.of(client.getCertificate(), authority.getCertificate(), root.getCertificate());
    }

    /** A client's certificate that names an address for everything that could be fetched. */
    List<X509Certificate> chainThatPointsTo(URI address) throws Exception {
        GeneralName name = new GeneralName(GeneralName.uniformResourceIdentifier, "" + address);
        byte[] access =
                new AuthorityInformationAccess(
                                new AccessDescription[] {
                                    new AccessDescription(AccessDescription.id_ad_ocsp, name),
                                    new AccessDescription(AccessDescription.id_ad_caIssuers, name)
                                })
                        .getEncoded();
        X509Bundle pointing =
                leaf("CN=Pointing")
                        .addExtensionOctetString(
                                Extension.authorityInfoAccess.getId(), false, access)
                        .addCrlDistributionPoint(address)
                        .buildIssuedBy(authority);
        return List.of(pointing.getCertificate(), authority.getCertificate());
    }
}
