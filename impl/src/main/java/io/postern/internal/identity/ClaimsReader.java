package io.postern.internal.identity;

import io.postern.internal.endpoint.Identity;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jspecify.annotations.Nullable;

/**
 * Makes an identity of verified claims (MicroProfile JWT 2.1 section 4).
 *
 * @param clock tells when it ends
 * @param skew by which it lasts longer than the token says, as the verification allows
 */
record ClaimsReader(Clock clock, Duration skew) {

    private static final List<String> NAMES = List.of("upn", "preferred_username", "sub");

    /** The last second of the year 9999; beyond, dates are of no use to anybody. */
    private static final long MAX_SECONDS = 253_402_300_799L;

    /** Control characters, and what reorders or breaks a line of a log. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    /** The principal says who the bearer is and keeps the token, where its type has to. */
    Identity identity(JwtClaims claims, String token) throws TokenRefusal {
        Map<String, Object> all = Immutable.copy(claims.getClaimsMap());
        Set<String> groups = groups(all.get("groups"));
        Principal principal =
                Principals.HAS_JSON_WEB_TOKEN
                        ? JsonWebTokenPrincipal.of(name(all), all, token)
                        : new VerifiedPrincipal(name(all), all);
        return new Identity(
                Optional.of(principal), groups, Optional.empty(), Optional.of(expiry(claims)));
    }

    private Identity.Expiry expiry(JwtClaims claims) throws TokenRefusal {
        long seconds;
        try {
            seconds = claims.getExpirationTime().getValue();
        } catch (MalformedClaimException e) {
            throw TokenRefusal.invalid("has a claim of the wrong type");
        }
        Instant end = Instant.ofEpochSecond(Math.min(seconds, MAX_SECONDS)).plus(skew);
        return new Identity.Expiry(end, clock, "the token has expired");
    }

    private static String name(Map<String, Object> claims) throws TokenRefusal {
        for (String claim : NAMES) {
            Object value = claims.get(claim);
            if (value != null) {
                return requireName(claim, value);
            }
        }
        throw TokenRefusal.invalid("does not say whose it is (upn, preferred_username or sub)");
    }

    private static String requireName(String claim, Object value) throws TokenRefusal {
        if (!(value instanceof String name) || name.isBlank() || UNPRINTABLE.matcher(name).find()) {
            throw TokenRefusal.invalid(
                    "has a name (" + claim + ") that is blank, no text, or has control characters");
        }
        return name;
    }

    private static Set<String> groups(@Nullable Object claim) throws TokenRefusal {
        Set<String> groups = new LinkedHashSet<>();
        if (claim == null) {
            return groups;
        }
        if (claim instanceof List<?> list) {
            for (Object group : list) {
                if (!(group instanceof String name)) {
                    throw TokenRefusal.invalid("has groups that are no list of texts");
                }
                groups.add(name);
            }
            return groups;
        }
        throw TokenRefusal.invalid("has groups that are no list of texts");
    }
}
