package io.postern.internal.identity;

import java.security.Key;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.keys.EllipticCurves;

/**
 * Which keys a signature algorithm can be used with (RFC 7518 sections 3.3 to 3.5, RFC 8037).
 *
 * @param name of the algorithm, as {@code alg} of a token has it
 */
record KeyFit(String name) {

    private static final int MIN_RSA_BITS = 2048;

    boolean fits(Key key) {
        return switch (name.substring(0, 2)) {
            case "RS", "PS" ->
                    key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= MIN_RSA_BITS;
            case "ES" ->
                    key instanceof ECPublicKey ec
                            && curve().equals(EllipticCurves.getName(ec.getParams().getCurve()));
            default -> key instanceof EdECPublicKey;
        };
    }

    /** Whether the key is said to be for this (RFC 7517 sections 4.2 to 4.4). */
    boolean allows(JsonWebKey key) {
        List<String> operations = key.getKeyOps();
        return (key.getUse() == null || key.getUse().equals("sig"))
                && (key.getAlgorithm() == null || key.getAlgorithm().equals(name))
                && (operations == null || operations.contains("verify"));
    }

    /** For a message: what a key must be. */
    String kind() {
        return switch (name.substring(0, 2)) {
            case "RS", "PS" -> "RSA with at least " + MIN_RSA_BITS + " bits";
            case "ES" -> "EC on the curve " + curve();
            default -> "Ed25519 or Ed448";
        };
    }

    private String curve() {
        return switch (name) {
            case "ES256" -> EllipticCurves.P_256;
            case "ES384" -> EllipticCurves.P_384;
            default -> EllipticCurves.P_521;
        };
    }
}
