package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.config.UnmatchedName;
import io.postern.internal.tls.NamedHandshake.Client;
import java.lang.reflect.Proxy;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys that are never encoded, beside others. */
class TokenSignaturesTest {

    /** The same material, with a key that tells nothing of itself but to those who sign. */
    private static TlsMaterial inToken(TlsMaterial material) {
        Class<?> kind =
                switch (material.key().getAlgorithm()) {
                    case "RSA" -> RSAPrivateKey.class;
                    case "EC" -> ECPrivateKey.class;
                    default -> EdECPrivateKey.class;
                };
        PrivateKey key =
                (PrivateKey)
                        Proxy.newProxyInstance(
                                TokenSignaturesTest.class.getClassLoader(),
                                new Class<?>[] {kind},
                                (proxy, method, arguments) ->
                                        switch (method.getName()) {
                                            case "getEncoded", "getFormat" -> null;
                                            default -> method.invoke(material.key(), arguments);
                                        });
        return new TlsMaterial(key, material.chain(), "a token");
    }

    @ParameterizedTest
    @CsvSource({
        "OPENSSL, TLSv1.3, rsa2048",
        "OPENSSL, TLSv1.2, rsa2048",
        "OPENSSL, TLSv1.3, ecp256",
        "OPENSSL, TLSv1.3, ecp384",
        "OPENSSL, TLSv1.2, ecp384",
        "OPENSSL, TLSv1.3, ed25519",
        "JDK, TLSv1.3, rsa2048",
        "JDK, TLSv1.2, ecp384",
        "JDK, TLSv1.3, ed25519"
    })
    void certificates_with_and_without_a_token_are_served_side_by_side(
            TlsProvider engine, String protocol, Algorithm algorithm) throws Exception {
        TlsMaterial file = NamedCertificate.of(Algorithm.ecp256, "file.example");
        TlsMaterial token = inToken(NamedCertificate.of(algorithm, "token.example"));
        TlsMaterial other = inToken(NamedCertificate.of(algorithm, "other.example"));
        try (NamedHandshake server =
                new NamedHandshake(engine, UnmatchedName.REFUSE, file, token, other)) {
            for (TlsMaterial one : new TlsMaterial[] {token, file, other, token}) {
                String name = one == file ? "file" : one == token ? "token" : "other";
                assertThat(server.connect(new Client(protocol, name + ".example")))
                        .isEqualTo(one.certificate());
            }
        }
    }

    @Test
    void an_unknown_signature_is_named() throws Exception {
        TlsMaterial material = NamedCertificate.of(Algorithm.ecp256, "a.example");
        TokenSignatures signatures =
                new TokenSignatures(Map.of(material.certificate(), material.key()));
        assertThatThrownBy(() -> signatures.sign(null, 0x0203, new byte[32]))
                .hasMessage("TLS signature 0x203");
        assertThatThrownBy(() -> signatures.decrypt(null, new byte[32]))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
