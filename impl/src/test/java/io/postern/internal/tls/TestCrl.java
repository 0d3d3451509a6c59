package io.postern.internal.tls;

import static io.postern.internal.tls.KeyStoreFiles.NOW;

import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A revocation list of an authority, current unless a test says otherwise. */
final class TestCrl {

    private final PrivateKey key;
    private final X509v2CRLBuilder builder;
    private String algorithm;

    private TestCrl(PrivateKey key, X509v2CRLBuilder builder) {
        this.key = key;
        this.builder = builder;
        this.algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
    }

    static TestCrl of(X509Bundle authority) {
        return of(authority, NOW.minusSeconds(60), NOW.plus(Duration.ofDays(1)));
    }

    /** Without nextUpdate when {@code until} is null. */
    static TestCrl of(X509Bundle authority, Instant from, Instant until) {
        X509v2CRLBuilder builder =
                new JcaX509v2CRLBuilder(
                        authority.getCertificate().getSubjectX500Principal(), Date.from(from));
        if (until != null) {
            builder.setNextUpdate(Date.from(until));
        }
        return new TestCrl(authority.getKeyPair().getPrivate(), builder);
    }

    /** In the name of one authority and with the key of another. */
    static TestCrl forged(X509Bundle name, X509Bundle key) {
        TestCrl named = of(name);
        return new TestCrl(key.getKeyPair().getPrivate(), named.builder);
    }

    TestCrl revoking(X509Bundle... bundles) {
        for (X509Bundle bundle : bundles) {
            X509Certificate certificate = bundle.getCertificate();
            builder.addCRLEntry(
                    certificate.getSerialNumber(),
                    Date.from(NOW.minusSeconds(3600)),
                    CRLReason.keyCompromise);
        }
        return this;
    }

    TestCrl signedWith(String signature) {
        algorithm = signature;
        return this;
    }

    TestCrl scope(IssuingDistributionPoint scope) throws Exception {
        return critical(Extension.issuingDistributionPoint, scope);
    }

    TestCrl critical(ASN1ObjectIdentifier oid, ASN1Encodable value) throws Exception {
        builder.addExtension(oid, true, value);
        return this;
    }

    TestCrl many(int entries) {
        for (int i = 0; i < entries; i++) {
            BigInteger serial = BigInteger.valueOf(i).add(BigInteger.TWO.pow(80));
            builder.addCRLEntry(serial, Date.from(NOW), CRLReason.superseded);
        }
        return this;
    }

    byte[] der() throws Exception {
        return builder.build(new JcaContentSignerBuilder(algorithm).build(key)).getEncoded();
    }

    String pem() throws Exception {
        return PemFiles.block("X509 CRL", der());
    }

    X509CRL crl() throws Exception {
        return (X509CRL)
                CertificateFactory.getInstance("X.509")
                        .generateCRL(new ByteArrayInputStream(der()));
    }
}
