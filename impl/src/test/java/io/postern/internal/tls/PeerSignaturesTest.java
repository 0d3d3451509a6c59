package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder.Algorithm;
import java.security.PublicKey;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerSignaturesTest {

    private static PublicKey key(Algorithm algorithm) throws Exception {
        return NamedCertificate.of(algorithm, "a.example").certificate().getPublicKey();
    }

    @ParameterizedTest
    @CsvSource({
        "rsa2048, rsa_pss_rsae_sha256",
        "rsa2048, rsa_pkcs1_sha256",
        "rsa2048, SHA256withRSA",
        "rsa2048, RSASSA-PSS",
        "ecp256, ecdsa_secp256r1_sha256",
        "ecp256, ecdsa_sha256",
        "ecp384, ecdsa_sha256",
        "ecp384, ecdsa_secp384r1_sha384",
        "ecp384, SHA256withECDSA",
        "ed25519, ed25519",
        "ed25519, Ed25519",
        "ed448, Ed448"
    })
    void a_key_is_verified_with_an_algorithm_of_its_kind(Algorithm key, String algorithm)
            throws Exception {
        assertThat(new PeerSignatures(List.of("other_sha256", algorithm)).canVerify(key(key)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "rsa2048, ecdsa_secp256r1_sha256",
        "rsa2048, SHA256withECDSA",
        "rsa2048, ed25519",
        "ecp256, rsa_pss_rsae_sha256",
        "ecp256, ecdsa_secp384r1_sha384",
        "ecp384, ecdsa_secp256r1_sha256",
        "ed25519, Ed448",
        "ed25519, ecdsa_secp256r1_sha256"
    })
    void and_with_no_other(Algorithm key, String algorithm) throws Exception {
        assertThat(new PeerSignatures(List.of(algorithm)).canVerify(key(key))).isFalse();
    }

    @Test
    void a_client_that_has_not_said_may_verify_anything() throws Exception {
        assertThat(new PeerSignatures(List.of()).canVerify(key(Algorithm.ecp256))).isTrue();
    }
}
