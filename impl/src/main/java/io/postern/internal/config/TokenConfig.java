package io.postern.internal.config;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How bearer tokens are verified: the keys of MicroProfile JWT 2.1, chapter 9, as they are.
 *
 * @param keys {@code mp.jwt.verify.publickey} or {@code mp.jwt.verify.publickey.location}
 * @param algorithm {@code mp.jwt.verify.publickey.algorithm}: the only one that is accepted
 * @param claims what a token must say
 * @param cookie {@code mp.jwt.token.cookie}: the name of the cookie that holds a token
 */
public record TokenConfig(KeyOrigin keys, String algorithm, Claims claims, String cookie) {

    /** Those with a key pair (RFC 7518 section 3.1, RFC 8037 section 3.1). */
    static final List<String> ALGORITHMS =
            List.of(
                    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
                    "EdDSA");

    public TokenConfig {
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(claims, "claims");
        if (!ALGORITHMS.contains(algorithm)) {
            throw new IllegalArgumentException("algorithm must be one of " + ALGORITHMS);
        }
        if (cookie.isBlank()) {
            throw new IllegalArgumentException("cookie must not be blank");
        }
    }

    /**
     * What a token must say.
     *
     * @param issuer {@code mp.jwt.verify.issuer}
     * @param audiences {@code mp.jwt.verify.audiences}: one of them must be the token's; none for
     *     any
     * @param clockSkew {@code mp.jwt.verify.clock.skew}: by how much the issuer's clock may differ
     * @param maxAge {@code mp.jwt.verify.token.age}: since its issue
     */
    public record Claims(
            String issuer, Set<String> audiences, Duration clockSkew, Optional<Duration> maxAge) {

        public Claims {
            if (issuer.isBlank()) {
                throw new IllegalArgumentException("issuer must not be blank");
            }
            audiences = Set.copyOf(audiences);
            if (clockSkew.isNegative()) {
                throw new IllegalArgumentException("clockSkew must not be negative");
            }
            Objects.requireNonNull(maxAge, "maxAge");
        }
    }
}
