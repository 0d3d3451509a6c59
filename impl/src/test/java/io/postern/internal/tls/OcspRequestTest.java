package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OcspRequestTest {

    @ParameterizedTest
    @CsvSource({
        "ecp256,1",
        "ecp384,127",
        "rsa2048,128",
        "ecp256,1461501637330902918203684832716283019655932542975"
    })
    void it_names_the_certificate_as_another_implementation_does(
            Algorithm algorithm, BigInteger serial) throws Exception {
        X509Bundle issuer = OcspPki.authority("CN=Í,O=Ø").algorithm(algorithm).buildSelfSigned();
        X509Bundle subject = OcspPki.leaf("CN=s").serial(serial).buildIssuedBy(issuer);
        OCSPReq request = new OCSPReq(request(issuer, subject).encoded());
        CertificateID expected =
                new CertificateID(
                        new JcaDigestCalculatorProviderBuilder()
                                .build()
                                .get(CertificateID.HASH_SHA1),
                        new JcaX509CertificateHolder(issuer.getCertificate()),
                        serial);
        assertThat(request.getRequestList()).hasSize(1);
        assertThat(request.getRequestList()[0].getCertID()).isEqualTo(expected);
        assertThat(request.isSigned()).isFalse();
    }

    @ParameterizedTest
    @CsvSource("ecp256")
    void its_nonce_has_32_bytes(Algorithm algorithm) throws Exception {
        X509Bundle issuer = OcspPki.authority("CN=a").algorithm(algorithm).buildSelfSigned();
        OcspRequest request = request(issuer, issuer);
        Extension nonce =
                new OCSPReq(request.encoded())
                        .getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        assertThat(nonce.isCritical()).isFalse();
        assertThat(nonce.getExtnValue().getOctets())
                .isEqualTo(request.nonce().orElseThrow().getValue());
        assertThat(ASN1OctetString.getInstance(nonce.getParsedValue()).getOctets())
                .hasSize(32)
                .isNotEqualTo(new byte[32]);
    }

    @ParameterizedTest
    @CsvSource("ecp256")
    void without_a_nonce_it_has_no_extension(Algorithm algorithm) throws Exception {
        X509Bundle issuer = OcspPki.authority("CN=a").algorithm(algorithm).buildSelfSigned();
        OcspSubject subject = new OcspSubject(issuer.getCertificate(), issuer.getCertificate());
        OCSPReq request = new OCSPReq(new OcspRequest(subject, Optional.empty()).encoded());
        assertThat(request.hasExtensions()).isFalse();
        assertThat(request.getRequestList()).hasSize(1);
    }

    private static OcspRequest request(X509Bundle issuer, X509Bundle subject) {
        return new OcspRequest(
                new OcspSubject(subject.getCertificate(), issuer.getCertificate()),
                Optional.of(new OcspNonce(new SecureRandom())));
    }
}
