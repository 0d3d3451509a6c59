package io.postern.internal.identity;

import io.postern.upgrade.TokenPrincipal;
import java.security.Principal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * The bearer of a verified token, where the API of MicroProfile JWT is there. Claims have the types
 * that this API gives to those that it knows; all others are as in {@link #claims()}.
 *
 * @param name of the principal
 * @param claims unmodifiable
 * @param rawToken for {@link #getRawToken()} alone
 */
record JsonWebTokenPrincipal(String name, Map<String, Object> claims, String rawToken)
        implements TokenPrincipal, JsonWebToken {

    private static final String RAW_TOKEN = "raw_token";

    /** For classes that must be verified, and so know nothing of this one, without that API. */
    static Principal of(String name, Map<String, Object> claims, String rawToken) {
        return new JsonWebTokenPrincipal(name, claims, rawToken);
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getRawToken() {
        return rawToken;
    }

    @Override
    public Set<String> getClaimNames() {
        return claims.keySet();
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the API has it so
    public <T> @Nullable T getClaim(String claim) {
        Object value = claims.get(claim);
        return (T)
                switch (claim) {
                    case RAW_TOKEN -> rawToken;
                    case "aud", "groups" -> texts(value);
                    case "exp", "iat", "nbf", "auth_time", "updated_at" ->
                            value instanceof Number number ? (Object) number.longValue() : value;
                    default -> value;
                };
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // the API has it so
    public <T> @Nullable T getClaim(Claims claim) {
        return getClaim(claim.name());
    }

    @Override
    public <T> Optional<T> claim(String claim) {
        return Optional.ofNullable(this.<T>getClaim(claim));
    }

    @Override
    public <T> Optional<T> claim(Claims claim) {
        return claim(claim.name());
    }

    @Override
    public @Nullable String getIssuer() {
        return getClaim("iss");
    }

    @Override
    public @Nullable Set<String> getAudience() {
        return getClaim("aud");
    }

    @Override
    public @Nullable String getSubject() {
        return getClaim("sub");
    }

    @Override
    public @Nullable String getTokenID() {
        return getClaim("jti");
    }

    @Override
    public long getExpirationTime() {
        return seconds("exp");
    }

    @Override
    public long getIssuedAtTime() {
        return seconds("iat");
    }

    @Override
    public Set<String> getGroups() {
        Set<String> groups = getClaim("groups");
        return groups == null ? Set.of() : groups;
    }

    private long seconds(String claim) {
        Long seconds = getClaim(claim);
        return seconds == null ? 0 : seconds;
    }

    private static @Nullable Set<String> texts(@Nullable Object value) {
        if (value instanceof String one) {
            return Set.of(one);
        }
        if (value instanceof List<?> list) {
            Set<String> texts = new LinkedHashSet<>();
            list.forEach(text -> texts.add(String.valueOf(text)));
            return Set.copyOf(texts);
        }
        return null;
    }

    /** The name alone: whoever has the token is the principal. */
    @Override
    public String toString() {
        return name;
    }
}
