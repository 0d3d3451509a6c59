package io.postern.internal.identity;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * Reads public keys in the formats of MicroProfile JWT 2.1 section 9.2.2: PEM, JWK and JWK set (RFC
 * 7517), the latter two also in base64url.
 *
 * @param place where they are, for messages
 * @param algorithm that they must fit; others are left out
 */
record KeyParser(String place, KeyFit algorithm) {

    private static final String FORMATS =
            "a public key or certificate as PEM, or a JWK or JWK set as JSON or in base64url";

    /**
     * Reads the keys.
     *
     * @throws IdentityException when there is no key that fits; repeats nothing of the text
     */
    VerificationKeys parse(String text) throws IdentityException {
        String trimmed = text.strip();
        List<VerificationKeys.Named> keys = new ArrayList<>();
        if (trimmed.contains("-----BEGIN")) {
            for (PublicKey key : new PublicPem(place).read(trimmed)) {
                keys.add(new VerificationKeys.Named(Optional.empty(), key));
            }
        } else {
            addAll(json(trimmed), keys);
        }
        keys.removeIf(key -> !algorithm.fits(key.key()));
        if (keys.isEmpty()) {
            throw new IdentityException(
                    place
                            + " has no public key for "
                            + algorithm.name()
                            + ", which is "
                            + algorithm.kind()
                            + "; configure the issuer's key, or its algorithm with"
                            + " mp.jwt.verify.publickey.algorithm");
        }
        return new VerificationKeys(keys);
    }

    private Map<String, Object> json(String text) throws IdentityException {
        String json = text.startsWith("{") ? text : decoded(text);
        try {
            return JsonUtil.parseJson(json);
        } catch (JoseException | RuntimeException e) {
            throw unusable();
        }
    }

    private String decoded(String text) throws IdentityException {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text.replaceAll("\\s", ""));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw unusable();
        }
    }

    private IdentityException unusable() {
        return new IdentityException(place + " is unusable: it must be " + FORMATS);
    }

    private void addAll(Map<String, Object> json, List<VerificationKeys.Named> keys)
            throws IdentityException {
        if (!json.containsKey("keys")) {
            key(json).ifPresent(keys::add);
            return;
        }
        if (!(json.get("keys") instanceof List<?> members)) {
            throw unusable();
        }
        for (Object member : members) {
            if (!(member instanceof Map<?, ?> parameters)) {
                throw unusable();
            }
            key(asJson(parameters)).ifPresent(keys::add);
        }
    }

    @SuppressWarnings("unchecked") // names of JSON members are strings
    private static Map<String, Object> asJson(Map<?, ?> parameters) {
        return (Map<String, Object>) parameters;
    }

    /** Empty for one of another type or purpose, which a set may have (RFC 7517 section 5). */
    private Optional<VerificationKeys.Named> key(Map<String, Object> parameters)
            throws IdentityException {
        if (parameters.containsKey("d")) {
            throw new IdentityException(
                    place
                            + " has a private key in it, which only the issuer may have; give it a"
                            + " new one and configure the public key alone");
        }
        try {
            JsonWebKey jwk = JsonWebKey.Factory.newJwk(parameters);
            if (jwk instanceof PublicJsonWebKey found && algorithm.allows(jwk)) {
                Optional<String> id = Optional.ofNullable(jwk.getKeyId());
                return Optional.of(new VerificationKeys.Named(id, found.getPublicKey()));
            }
        } catch (JoseException | RuntimeException e) {
            // of a type or curve that is not known, or broken: as if it were not there
        }
        return Optional.empty();
    }
}
