package io.postern.internal.tls;

import static io.postern.internal.tls.KeyStoreFiles.certificate;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KeyPairCheckTest {

    @ParameterizedTest
    @EnumSource(names = {"rsa2048", "ecp256", "ed25519", "ed448"})
    void a_pair_is_accepted(Algorithm algorithm) throws Exception {
        X509Bundle bundle = certificate("a").algorithm(algorithm).buildSelfSigned();

        assertThat(KeyPairCheck.defect(bundle.getKeyPair().getPrivate(), bundle.getCertificate()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "rsa2048, rsa2048",
        "rsa2048, rsa3072",
        "ecp256, ecp256",
        "ecp256, ecp384",
        "ed25519, ed25519",
        "ed25519, ed448",
        "rsa2048, ecp256",
        "ecp256, rsa2048",
        "ed25519, ecp256"
    })
    void a_key_of_another_certificate_is_a_defect(Algorithm key, Algorithm certificate)
            throws Exception {
        KeyPair stranger = certificate("a").algorithm(key).buildSelfSigned().getKeyPair();
        X509Certificate other =
                certificate("b").algorithm(certificate).buildSelfSigned().getCertificate();

        assertThat(KeyPairCheck.defect(stranger.getPrivate(), other))
                .get()
                .extracting(Defect::problem)
                .isEqualTo("has a private key that does not belong to its certificate 'CN=b'");
    }

    @Test
    void a_pss_key_is_accepted() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSASSA-PSS");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        X509Bundle issuer = certificate("a").buildSelfSigned();
        X509Certificate certificate =
                certificate("pss")
                        .publicKey(pair.getPublic())
                        .buildIssuedBy(issuer)
                        .getCertificate();

        assertThat(KeyPairCheck.defect(pair.getPrivate(), certificate)).isEmpty();
    }

    @Test
    void a_short_rsa_key_is_a_defect() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);

        assertThat(KeyPairCheck.weakness(generator.generateKeyPair().getPublic()))
                .get()
                .satisfies(
                        defect -> {
                            assertThat(defect.problem())
                                    .isEqualTo("has an RSA key of 1024 bits, fewer than 2048");
                            assertThat(defect.cure()).contains("2048 bits or more", "P-256");
                        });
    }

    @Test
    void a_key_on_a_small_curve_is_a_defect() throws Exception {
        // The JDK makes no such keys any more, but other tools do.
        Provider provider = new BouncyCastleProvider();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
        generator.initialize(new ECGenParameterSpec("secp224r1"));

        assertThat(KeyPairCheck.weakness(generator.generateKeyPair().getPublic()))
                .get()
                .extracting(Defect::problem)
                .isEqualTo("has an EC key of 224 bits, fewer than 256");
    }

    @Test
    void a_key_that_tls_cannot_use_is_a_defect() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("DSA");
        generator.initialize(2048);

        assertThat(KeyPairCheck.weakness(generator.generateKeyPair().getPublic()))
                .get()
                .extracting(Defect::problem)
                .isEqualTo("has a DSA key, which cannot be used here");
    }
}
