package io.postern.internal.tls;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;

/** An authority of today, which real clients can check, and listeners' certificates under it. */
record StaplePki(X509Bundle authority, Instant now) {

    static StaplePki create() throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return new StaplePki(
                builder("CN=Authority", now).setIsCertificateAuthority(true).buildSelfSigned(),
                now);
    }

    private static CertificateBuilder builder(String subject, Instant now) {
        return new CertificateBuilder()
                .ecp256()
                .subject(subject)
                .notBefore(now.minus(Duration.ofDays(1)))
                .notAfter(now.plus(Duration.ofDays(30)));
    }

    /** A certificate for this name that names this responder. */
    TlsMaterial server(String name, URI responder) throws Exception {
        return material(
                builder("CN=" + name, now)
                        .addSanDnsName(name)
                        .addExtensionOctetString(
                                Extension.authorityInfoAccess.getId(), false, access(responder)));
    }

    /** One that names no responder. */
    TlsMaterial silent(String name) throws Exception {
        return material(builder("CN=" + name, now).addSanDnsName(name));
    }

    private TlsMaterial material(CertificateBuilder builder) throws Exception {
        X509Bundle bundle = builder.buildIssuedBy(authority);
        return new TlsMaterial(
                bundle.getKeyPair().getPrivate(),
                List.of(bundle.getCertificate(), authority.getCertificate()),
                "test.pem");
    }

    /** First where the issuer's certificate is, as most authorities write it. */
    private static byte[] access(URI responder) throws Exception {
        return new AuthorityInformationAccess(
                        new AccessDescription[] {
                            access(AccessDescription.id_ad_caIssuers, "http://ca.example/ca.cer"),
                            access(AccessDescription.id_ad_ocsp, "ldap://ca.example/"),
                            access(AccessDescription.id_ad_ocsp, responder.toString())
                        })
                .getEncoded();
    }

    private static AccessDescription access(ASN1ObjectIdentifier method, String uri) {
        return new AccessDescription(
                method, new GeneralName(GeneralName.uniformResourceIdentifier, uri));
    }

    /** What the authority's responder says about any certificate: good for an hour. */
    OcspAnswer good() {
        return OcspAnswer.signedBy(authority)
                .from(now.minusSeconds(60))
                .until(now.plusSeconds(3600));
    }
}
