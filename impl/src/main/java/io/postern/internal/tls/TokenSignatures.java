package io.postern.internal.tls;

import io.netty.handler.ssl.OpenSslPrivateKeyMethod;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLEngine;

/** Signs for BoringSSL with keys that never leave their token. */
final class TokenSignatures implements OpenSslPrivateKeyMethod {

    private final Map<X509Certificate, PrivateKey> keys;

    TokenSignatures(Map<X509Certificate, PrivateKey> keys) {
        this.keys = Map.copyOf(keys);
    }

    /** How Java names and parameterizes a signature of TLS. */
    private record Algorithm(String name, Optional<PSSParameterSpec> parameters) {

        /** By its number in RFC 8446 section 4.2.3. */
        static Algorithm of(int signature) throws NoSuchAlgorithmException {
            return switch (signature) {
                case 0x0403 -> plain("SHA256withECDSA");
                case 0x0503 -> plain("SHA384withECDSA");
                case 0x0603 -> plain("SHA512withECDSA");
                case 0x0804 -> pss(MGF1ParameterSpec.SHA256, 32);
                case 0x0805 -> pss(MGF1ParameterSpec.SHA384, 48);
                case 0x0806 -> pss(MGF1ParameterSpec.SHA512, 64);
                case 0x0401 -> plain("SHA256withRSA");
                case 0x0501 -> plain("SHA384withRSA");
                case 0x0601 -> plain("SHA512withRSA");
                case 0x0807 -> plain("Ed25519");
                default ->
                        throw new NoSuchAlgorithmException(
                                "TLS signature 0x" + Integer.toHexString(signature));
            };
        }

        private static Algorithm plain(String name) {
            return new Algorithm(name, Optional.empty());
        }

        /** RFC 8446 section 4.2.3: the salt is as long as the digest. */
        private static Algorithm pss(MGF1ParameterSpec digest, int bytes) {
            return new Algorithm(
                    "RSASSA-PSS",
                    Optional.of(
                            new PSSParameterSpec(
                                    digest.getDigestAlgorithm(), "MGF1", digest, bytes, 1)));
        }
    }

    @Override
    public byte[] sign(SSLEngine engine, int signatureAlgorithm, byte[] input) throws Exception {
        Signature signature = begin(Algorithm.of(signatureAlgorithm), key(engine));
        signature.update(input);
        return signature.sign();
    }

    /** Netty has just noted there which certificate was chosen. */
    private PrivateKey key(SSLEngine engine) throws InvalidKeyException {
        Certificate[] chain = engine.getSession().getLocalCertificates();
        PrivateKey key = chain == null ? null : keys.get(chain[0]);
        if (key == null) {
            throw new InvalidKeyException("The chosen certificate has no key in a token");
        }
        return key;
    }

    /** Only the token's own provider takes its key. */
    private static Signature begin(Algorithm algorithm, PrivateKey key)
            throws NoSuchAlgorithmException, InvalidKeyException {
        Provider[] providers = Security.getProviders("Signature." + algorithm.name());
        for (Provider provider : providers == null ? new Provider[0] : providers) {
            Signature signature = Signature.getInstance(algorithm.name(), provider);
            try {
                if (algorithm.parameters().isPresent()) {
                    signature.setParameter(algorithm.parameters().get());
                }
                signature.initSign(key);
                return signature;
            } catch (InvalidKeyException | InvalidAlgorithmParameterException e) {
                // the next one may
            }
        }
        throw new InvalidKeyException(
                "No security provider signs with " + algorithm.name() + " and a key of the token");
    }

    /** For key exchange with RSA alone, which no cipher suite here uses. */
    @Override
    public byte[] decrypt(SSLEngine engine, byte[] input) {
        throw new UnsupportedOperationException("no key exchange here decrypts with the key");
    }
}
