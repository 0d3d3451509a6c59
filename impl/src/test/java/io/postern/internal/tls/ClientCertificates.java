package io.postern.internal.tls;

import static io.postern.internal.tls.KeyStoreFiles.NOW;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.KeyUsage;
import io.netty.pkitesting.X509Bundle;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v1CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates of clients, good ones, for the tests to spoil. */
final class ClientCertificates {

    static final Date FROM = Date.from(NOW.minus(Duration.ofDays(30)));
    static final Date UNTIL = Date.from(NOW.plus(Duration.ofDays(30)));
    static final String NAME_CONSTRAINTS = "2.5.29.30";

    private ClientCertificates() {}

    /** Of a TLS client, complete but for its issuer. */
    static CertificateBuilder client(String commonName) {
        return plain(commonName)
                .setKeyUsage(true, KeyUsage.digitalSignature)
                .addExtendedKeyUsageClientAuth();
    }

    /** Of nobody in particular: without any usage. */
    static CertificateBuilder plain(String commonName) {
        return new CertificateBuilder()
                .subject("CN=" + commonName)
                .notBefore(FROM.toInstant())
                .notAfter(UNTIL.toInstant())
                .ecp256();
    }

    static CertificateBuilder authority(String commonName) {
        return KeyStoreFiles.certificate(commonName);
    }

    /** An authority for DNS names below devices.example alone. */
    static CertificateBuilder onlyDevicesExample() throws Exception {
        GeneralSubtree subtree =
                new GeneralSubtree(new GeneralName(GeneralName.dNSName, "devices.example"));
        NameConstraints constraints =
                new NameConstraints(new GeneralSubtree[] {subtree}, new GeneralSubtree[0]);
        return authority("Limited")
                .addExtensionOctetString(NAME_CONSTRAINTS, true, constraints.getEncoded());
    }

    static KeyPair rsa(int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    static KeyPair p256() throws Exception {
        return KeyPairGenerator.getInstance("EC").generateKeyPair();
    }

    /** Self-signed and of version 3; an authority's, a client's, or without basicConstraints. */
    static X509Certificate selfSigned(String name, KeyPair keys, Boolean authority)
            throws Exception {
        JcaX509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(
                        new X500Principal(name),
                        BigInteger.TEN,
                        FROM,
                        UNTIL,
                        new X500Principal(name),
                        keys.getPublic());
        if (authority != null) {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        }
        return certificate(builder.build(signer(keys)));
    }

    static X509Certificate version1(String name, KeyPair keys) throws Exception {
        X500Principal subject = new X500Principal(name);
        return certificate(
                new JcaX509v1CertificateBuilder(
                                subject, BigInteger.ONE, FROM, UNTIL, subject, keys.getPublic())
                        .build(signer(keys)));
    }

    /** With a signature of any algorithm. */
    static X509Bundle issued(
            String name, boolean authority, X509Bundle issuer, String signatureAlgorithm)
            throws Exception {
        KeyPair keys = p256();
        JcaX509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(
                        issuer.getCertificate().getSubjectX500Principal(),
                        BigInteger.TEN,
                        FROM,
                        UNTIL,
                        new X500Principal(name),
                        keys.getPublic());
        if (authority) {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        }
        PrivateKey key = issuer.getKeyPair().getPrivate();
        ContentSigner signer = new JcaContentSignerBuilder(signatureAlgorithm).build(key);
        return bundle(certificate(builder.build(signer)), keys);
    }

    static X509Bundle bundle(X509Certificate certificate, KeyPair keys) {
        X509Certificate[] path = {certificate};
        return X509Bundle.fromCertificatePath(path, certificate, keys);
    }

    private static ContentSigner signer(KeyPair keys) throws Exception {
        boolean ec = keys.getPrivate().getAlgorithm().equals("EC");
        return new JcaContentSignerBuilder(ec ? "SHA256withECDSA" : "SHA256withRSA")
                .build(keys.getPrivate());
    }

    private static X509Certificate certificate(X509CertificateHolder holder) throws Exception {
        return new JcaX509CertificateConverter().getCertificate(holder);
    }
}
