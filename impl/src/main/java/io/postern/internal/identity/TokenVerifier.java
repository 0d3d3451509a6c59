package io.postern.internal.identity;

import io.postern.internal.config.TokenConfig;
import io.postern.internal.endpoint.Identity;
import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * Verifies bearer tokens: signed JSON Web Tokens (RFC 7519) as MicroProfile JWT 2.1 wants them.
 * Thread-safe.
 */
@FunctionalInterface
public interface TokenVerifier {

    /** Tokens are no longer than this many characters. */
    int MAX_LENGTH = 8192;

    /**
     * Who the bearer of a token is: the principal is a {@link io.postern.upgrade.TokenPrincipal},
     * the roles are the claim {@code groups}, and the identity ends with the token. May block for
     * some seconds while keys are fetched.
     *
     * @throws TokenRefusal when it is not accepted
     */
    Identity verify(String token) throws TokenRefusal;

    /**
     * A verifier with keys that are loaded now, except those of an http or https URI.
     *
     * @param clock tells whether a token has expired
     * @throws IdentityException when keys are not usable, or jose4j is not part of the application
     */
    static TokenVerifier of(TokenConfig config, Clock clock) throws IdentityException {
        return of(config, clock, System::nanoTime);
    }

    /** As {@link #of(TokenConfig, Clock)}, with the time by which keys grow old. */
    static TokenVerifier of(TokenConfig config, Clock clock, LongSupplier nanoTime)
            throws IdentityException {
        if (!ClassPath.has("org.jose4j.jwt.consumer.JwtConsumer")) {
            throw new IdentityException(
                    "tokens are a source of identity (wss.identity.sources), and jose4j, which"
                            + " verifies them, is not part of the application: add the Maven"
                            + " dependency org.bitbucket.b_c:jose4j:0.9.6 to it, or take the"
                            + " sources authorization, cookie and subprotocol out");
        }
        // another class: where jose4j is missing, this one must load all the same
        return JoseTokenVerifier.of(config, clock, nanoTime);
    }
}
