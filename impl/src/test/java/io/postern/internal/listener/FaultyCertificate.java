package io.postern.internal.listener;

import static io.postern.RefusalReason.CLIENT_CERTIFICATE_EXPIRED;
import static io.postern.RefusalReason.CLIENT_CERTIFICATE_UNTRUSTED;
import static io.postern.tls.CertificateAlert.BAD_CERTIFICATE;
import static io.postern.tls.CertificateAlert.UNKNOWN_CA;
import static io.postern.tls.CertificateAlert.UNSUPPORTED_CERTIFICATE;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.KeyUsage;
import io.netty.pkitesting.X509Bundle;
import io.postern.RefusalReason;
import io.postern.tls.CertificateAlert;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates of clients with one fault each, and what becomes of those who present them. */
enum FaultyCertificate {
    EXPIRED(
            CLIENT_CERTIFICATE_EXPIRED,
            CertificateAlert.CERTIFICATE_EXPIRED,
            pki -> pki.client("CN=alice", b -> b.notBefore(inDays(-20)).notAfter(inDays(-1)))),
    NOT_YET_VALID(
            CLIENT_CERTIFICATE_EXPIRED,
            BAD_CERTIFICATE,
            pki -> pki.client("CN=alice", b -> b.notBefore(inDays(1)))),
    FOR_SERVERS_ONLY(
            UNSUPPORTED_CERTIFICATE,
            pki -> plain().addExtendedKeyUsageServerAuth().buildIssuedBy(pki.clientAuthority)),
    NOT_FOR_SIGNATURES(
            UNSUPPORTED_CERTIFICATE,
            pki -> pki.client("CN=alice", b -> b.setKeyUsage(true, KeyUsage.keyEncipherment))),
    OF_AN_AUTHORITY(
            UNSUPPORTED_CERTIFICATE,
            pki -> pki.client("CN=alice", b -> b.setIsCertificateAuthority(true))),
    UNKNOWN_CRITICAL_EXTENSION(
            UNSUPPORTED_CERTIFICATE,
            pki ->
                    pki.client(
                            "CN=alice",
                            b -> b.addExtensionUtf8String("1.3.6.1.4.1.99999.1", true, "x"))),
    NAME_OUTSIDE_THE_CONSTRAINTS_OF_ITS_ISSUER(
            UNSUPPORTED_CERTIFICATE,
            pki ->
                    plain().addSanDnsName("a.other.example")
                            .buildIssuedBy(
                                    authority()
                                            .addExtensionOctetString(
                                                    "2.5.29.30", true, onlyDevicesExample())
                                            .buildIssuedBy(pki.clientAuthority))),
    SELF_SIGNED(
            UNKNOWN_CA,
            pki -> {
                KeyPair own = keys("EC", 256);
                X500Principal alice = new X500Principal("CN=alice");
                return signed(alice, own.getPrivate(), "SHA256withECDSA", own);
            }),
    OF_AN_UNKNOWN_AUTHORITY(
            UNKNOWN_CA, pki -> plain().buildIssuedBy(Pki.authority("CN=strangers"))),
    WITHOUT_ITS_INTERMEDIATE(
            UNKNOWN_CA,
            pki -> {
                X509Bundle between = authority().buildIssuedBy(pki.clientAuthority);
                X509Bundle whole = plain().buildIssuedBy(between);
                return alone(whole.getCertificate(), whole.getKeyPair());
            }),
    OF_A_CLIENT_AS_AUTHORITY(
            UNKNOWN_CA, pki -> plain().buildIssuedBy(plain().buildIssuedBy(pki.clientAuthority))),
    SIGNED_BY_AN_IMPOSTOR(
            BAD_CERTIFICATE, pki -> plain().buildIssuedBy(Pki.authority("CN=clients"))),
    RSA_1024(
            UNSUPPORTED_CERTIFICATE,
            pki -> pki.client("CN=alice", b -> b.keyPair(keys("RSA", 1024)))),
    SIGNED_WITH_SHA_1(UNSUPPORTED_CERTIFICATE, pki -> signed(pki.clientAuthority, "SHA1withECDSA")),
    SIGNED_WITH_MD5(
            UNSUPPORTED_CERTIFICATE,
            pki -> {
                X509Bundle rsa = authority().rsa2048().buildSelfSigned();
                pki.trust(rsa.getCertificate());
                return signed(rsa, "MD5withRSA");
            });

    private interface Issue {
        X509Bundle by(Pki pki) throws Exception;
    }

    final RefusalReason reason;
    final CertificateAlert alert;
    private final Issue issue;

    FaultyCertificate(RefusalReason reason, CertificateAlert alert, Issue issue) {
        this.reason = reason;
        this.alert = alert;
        this.issue = issue;
    }

    FaultyCertificate(CertificateAlert alert, Issue issue) {
        this(CLIENT_CERTIFICATE_UNTRUSTED, alert, issue);
    }

    /** A new one; may change whom listeners trust that are opened with {@code pki} afterwards. */
    X509Bundle issue(Pki pki) throws Exception {
        return issue.by(pki);
    }

    /** Without any usage. */
    static CertificateBuilder plain() {
        return new CertificateBuilder().subject("CN=alice").ecp256();
    }

    private static CertificateBuilder authority() {
        return new CertificateBuilder()
                .subject("CN=another authority")
                .setIsCertificateAuthority(true)
                .ecp256();
    }

    private static X509Bundle alone(X509Certificate certificate, KeyPair keys) {
        return X509Bundle.fromCertificatePath(
                new X509Certificate[] {certificate}, certificate, keys);
    }

    private static byte[] onlyDevicesExample() throws Exception {
        GeneralSubtree subtree =
                new GeneralSubtree(new GeneralName(GeneralName.dNSName, "devices.example"));
        return new NameConstraints(new GeneralSubtree[] {subtree}, new GeneralSubtree[0])
                .getEncoded();
    }

    private static X509Bundle signed(X509Bundle issuer, String algorithm) throws Exception {
        return signed(
                issuer.getCertificate().getSubjectX500Principal(),
                issuer.getKeyPair().getPrivate(),
                algorithm,
                keys("EC", 256));
    }

    private static X509Bundle signed(
            X500Principal issuer, PrivateKey issuers, String algorithm, KeyPair keys)
            throws Exception {
        JcaX509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(
                        issuer,
                        BigInteger.TEN,
                        Date.from(inDays(-1)),
                        Date.from(inDays(1)),
                        new X500Principal("CN=alice"),
                        keys.getPublic());
        ContentSigner signer = new JcaContentSignerBuilder(algorithm).build(issuers);
        return alone(new JcaX509CertificateConverter().getCertificate(builder.build(signer)), keys);
    }

    static KeyPair keys(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Instant inDays(long days) {
        return Instant.now().plus(Duration.ofDays(days));
    }
}
