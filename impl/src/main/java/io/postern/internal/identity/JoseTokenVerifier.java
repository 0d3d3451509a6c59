package io.postern.internal.identity;

import io.postern.internal.config.TokenConfig;
import io.postern.internal.endpoint.Identity;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/** Verifies tokens with jose4j. Nothing else of this project that is always loaded knows that. */
final class JoseTokenVerifier implements TokenVerifier {

    private static final Set<String> REFUSED_HEADERS = Set.of("crit", "b64", "zip", "enc");

    private final TokenConfig config;
    private final Clock clock;
    private final KeySource keys;
    private final ClaimsReader reader;

    private JoseTokenVerifier(TokenConfig config, Clock clock, KeySource keys) {
        this.config = config;
        this.clock = clock;
        this.keys = keys;
        this.reader = new ClaimsReader(clock, config.claims().clockSkew());
    }

    static TokenVerifier of(TokenConfig config, Clock clock, LongSupplier nanoTime)
            throws IdentityException {
        KeyLoader loader = new KeyLoader(new KeyFit(config.algorithm()), nanoTime);
        return new JoseTokenVerifier(config, clock, loader.open(config.keys()));
    }

    @Override
    public Identity verify(String token) throws TokenRefusal {
        requireForm(token);
        try {
            Key key = key(header(token));
            return reader.identity(claims(token, key), token);
        } catch (JoseException e) {
            // its message may repeat parts of the token
            throw TokenRefusal.invalid("is malformed");
        } catch (RuntimeException e) {
            throw TokenRefusal.invalid(
                    "is malformed (" + e.getClass().getSimpleName() + " while it was read)");
        }
    }

    private static void requireForm(String token) throws TokenRefusal {
        if (token.length() > MAX_LENGTH) {
            throw TokenRefusal.invalid("is longer than " + MAX_LENGTH + " characters");
        }
        String[] parts = token.split("\\.", -1);
        if (parts.length == 5) {
            throw TokenRefusal.invalid("is encrypted, which is not supported");
        }
        if (parts.length != 3 || parts[0].isEmpty() || parts[1].isEmpty()) {
            throw TokenRefusal.invalid("is no JSON Web Token (header.claims.signature)");
        }
        if (parts[2].isEmpty()) {
            throw TokenRefusal.invalid("is not signed");
        }
    }

    /** Nothing in the header decides how the token is verified, but for the name of the key. */
    private JsonWebSignature header(String token) throws JoseException, TokenRefusal {
        JsonWebSignature signed = new JsonWebSignature();
        signed.setCompactSerialization(token);
        if (!config.algorithm().equals(signed.getAlgorithmHeaderValue())) {
            throw TokenRefusal.invalid("is not signed with " + config.algorithm());
        }
        for (String name : REFUSED_HEADERS) {
            if (signed.getHeaders().getObjectHeaderValue(name) != null) {
                throw TokenRefusal.invalid(
                        "has the header parameter " + name + ", which is not supported");
            }
        }
        if (signed.getContentTypeHeaderValue() != null) {
            throw TokenRefusal.invalid("has another token in it, which is not supported");
        }
        return signed;
    }

    private Key key(JsonWebSignature header) throws TokenRefusal {
        String id = header.getKeyIdHeaderValue();
        VerificationKeys known = keys.current();
        Optional<Key> found = known.find(id);
        if (found.isEmpty()) {
            found = keys.newerThan(known).find(id);
        }
        return found.orElseThrow(
                () -> TokenRefusal.invalid("names a key (kid) that the issuer does not have"));
    }

    private JwtClaims claims(String token, Key key) throws TokenRefusal {
        TokenConfig.Claims wanted = config.claims();
        JwtConsumerBuilder consumer =
                new JwtConsumerBuilder()
                        .setJwsAlgorithmConstraints(ConstraintType.PERMIT, config.algorithm())
                        .setVerificationKey(key)
                        .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                        .setAllowedClockSkewInSeconds((int) wanted.clockSkew().toSeconds())
                        .setRequireExpirationTime()
                        .setExpectedIssuer(true, wanted.issuer());
        if (wanted.audiences().isEmpty()) {
            consumer.setSkipDefaultAudienceValidation();
        } else {
            consumer.setExpectedAudience(true, wanted.audiences().toArray(String[]::new));
        }
        wanted.maxAge().ifPresent(age -> consumer.setRequireIssuedAt());
        int age =
                (int)
                        wanted.maxAge()
                                .map(Duration::toSeconds)
                                .orElse((long) Integer.MAX_VALUE)
                                .longValue();
        consumer.setIssuedAtRestrictions(0, age);
        try {
            return consumer.build().processToClaims(token);
        } catch (InvalidJwtException e) {
            throw TokenFault.of(e);
        }
    }
}
