package io.postern.internal.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Proves that a private key is strong enough and belongs to a certificate. */
final class KeyPairCheck {

    static final int MIN_RSA_BITS = 2048;
    static final int MIN_EC_BITS = 256;

    private static final byte[] SAMPLE = "postern".getBytes(US_ASCII);
    private static final String NEW_KEY =
            "Make a key with RSA (2048 bits or more), EC (P-256 or larger) or Ed25519, have it"
                    + " certified";

    private KeyPairCheck() {}

    static Optional<Defect> defect(PrivateKey key, X509Certificate certificate) {
        PublicKey publicKey = certificate.getPublicKey();
        return weakness(publicKey).or(() -> mismatch(key, publicKey, certificate));
    }

    /** The limits are those that NIST SP 800-52r2 sets for servers. */
    static Optional<Defect> weakness(PublicKey key) {
        if (key instanceof RSAKey rsa) {
            return tooFewBits("RSA", rsa.getModulus().bitLength(), MIN_RSA_BITS);
        }
        if (key instanceof ECKey ec) {
            int bits = ec.getParams().getCurve().getField().getFieldSize();
            return tooFewBits("EC", bits, MIN_EC_BITS);
        }
        return signatureAlgorithm(key) == null ? Optional.of(unusable(key)) : Optional.empty();
    }

    private static Optional<Defect> tooFewBits(String algorithm, int bits, int minimum) {
        if (bits >= minimum) {
            return Optional.empty();
        }
        String problem = "has an " + algorithm + " key of " + bits + " bits, fewer than " + minimum;
        return Optional.of(new Defect(problem, NEW_KEY));
    }

    private static Defect unusable(PublicKey key) {
        String algorithm = Printable.of(key.getAlgorithm());
        return new Defect("has a " + algorithm + " key, which cannot be used here", NEW_KEY);
    }

    /** Signs with the one and verifies with the other. */
    private static Optional<Defect> mismatch(
            PrivateKey key, PublicKey publicKey, X509Certificate certificate) {
        try {
            return isPair(key, publicKey) ? Optional.empty() : Optional.of(mismatch(certificate));
        } catch (InvalidKeyException | SignatureException e) {
            // Keys of different kinds or lengths: that is a mismatch, too.
            return Optional.of(mismatch(certificate));
        } catch (GeneralSecurityException e) {
            return Optional.of(unusable(publicKey));
        }
    }

    private static Defect mismatch(X509Certificate certificate) {
        return new Defect(
                "has a private key that does not belong to its certificate "
                        + Printable.quoted(certificate.getSubjectX500Principal().getName()),
                "Store the certificate that was issued for this key");
    }

    private static boolean isPair(PrivateKey key, PublicKey publicKey)
            throws GeneralSecurityException {
        Signature signer = signature(publicKey);
        signer.initSign(key);
        signer.update(SAMPLE);
        byte[] signed = signer.sign();
        Signature verifier = signature(publicKey);
        verifier.initVerify(publicKey);
        verifier.update(SAMPLE);
        return verifier.verify(signed);
    }

    private static Signature signature(PublicKey key) throws GeneralSecurityException {
        String algorithm = signatureAlgorithm(key);
        if (algorithm == null) {
            throw new GeneralSecurityException("No signatures with " + key.getAlgorithm());
        }
        Signature signature = Signature.getInstance(algorithm);
        if (algorithm.equals("RSASSA-PSS")) {
            signature.setParameter(pssParameters(key));
        }
        return signature;
    }

    private static @Nullable String signatureAlgorithm(PublicKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "RSASSA-PSS" -> "RSASSA-PSS";
            case "EC" -> "SHA256withECDSA";
            case "EdDSA", "Ed25519", "Ed448" -> "EdDSA";
            default -> null;
        };
    }

    /** A PSS key may prescribe its parameters (RFC 4055 section 3.3). */
    private static AlgorithmParameterSpec pssParameters(PublicKey key) {
        if (key instanceof RSAKey rsa && rsa.getParams() != null) {
            return rsa.getParams();
        }
        return new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);
    }
}
