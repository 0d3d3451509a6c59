package io.postern.internal.config;

import static io.postern.internal.config.ValueConverters.integer;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads how bearer tokens are verified. */
final class TokenReader {

    private static final String ALGORITHM = "RS256";
    private static final int CLOCK_SKEW = 60;
    private static final String COOKIE = "Bearer";

    private static final IntRange SECONDS = new IntRange(0, 365 * 24 * 60 * 60);
    private static final IntRange AGE = new IntRange(1, 365 * 24 * 60 * 60);

    /** RFC 6265 section 4.1.1: a token of RFC 9110 section 5.6.2. */
    private static final Pattern COOKIE_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    private final KeyValues values;

    TokenReader(KeyValues values) {
        this.values = values;
    }

    /** Empty after noting what is missing. */
    Optional<TokenConfig> read() {
        refuseEncryption();
        Optional<KeyOrigin> origin = origin();
        Optional<String> issuer = values.find(JwtKey.ISSUER, text -> text);
        if (!values.isSet(JwtKey.ISSUER)) {
            values.miss(
                    JwtKey.ISSUER,
                    "missing; "
                            + sources()
                            + " needs the issuer of the tokens, exactly as their claim iss has it");
        }
        String algorithm = values.find(JwtKey.ALGORITHM, TokenReader::algorithm).orElse(ALGORITHM);
        Set<String> audiences =
                values.find(JwtKey.AUDIENCES, TokenReader::audiences).orElse(Set.of());
        Duration skew =
                Duration.ofSeconds(
                        values.find(JwtKey.CLOCK_SKEW, integer(SECONDS)).orElse(CLOCK_SKEW));
        Optional<Duration> age =
                values.find(JwtKey.TOKEN_AGE, integer(AGE)).map(Duration::ofSeconds);
        String cookie = values.find(JwtKey.COOKIE, TokenReader::cookie).orElse(COOKIE);
        if (origin.isEmpty() || issuer.isEmpty()) {
            return Optional.empty();
        }
        var claims = new TokenConfig.Claims(issuer.get(), audiences, skew, age);
        return Optional.of(new TokenConfig(origin.get(), algorithm, claims, cookie));
    }

    private Optional<KeyOrigin> origin() {
        Optional<KeyOrigin> inline = values.find(JwtKey.PUBLIC_KEY, KeyOrigin.Inline::new);
        Optional<KeyOrigin> location = values.find(JwtKey.LOCATION, KeyOrigin::at);
        boolean both = values.isSet(JwtKey.PUBLIC_KEY) && values.isSet(JwtKey.LOCATION);
        if (both) {
            values.refuse(
                    JwtKey.LOCATION,
                    "excludes "
                            + values.setting(JwtKey.PUBLIC_KEY).withSource()
                            + "; remove the one or the other");
        } else if (!values.isSet(JwtKey.PUBLIC_KEY) && !values.isSet(JwtKey.LOCATION)) {
            values.miss(
                    JwtKey.LOCATION,
                    "missing; "
                            + sources()
                            + " needs the public key of the issuer: set this, or "
                            + values.name(JwtKey.PUBLIC_KEY)
                            + " to the key itself");
        }
        return inline.or(() -> location);
    }

    private void refuseEncryption() {
        for (JwtKey key : List.of(JwtKey.DECRYPT_LOCATION, JwtKey.DECRYPT_ALGORITHM)) {
            if (values.isSet(key)) {
                values.refuse(
                        key,
                        "encrypted tokens are not supported; remove this, and have the issuer sign"
                                + " tokens for this application without encrypting them");
            }
        }
    }

    /** For a message: why tokens are to be verified at all. */
    private String sources() {
        return values.valueOf(ConfigKey.IDENTITY_SOURCES);
    }

    private static String algorithm(String text) {
        if (!TokenConfig.ALGORITHMS.contains(text)) {
            throw new IllegalArgumentException(
                    "must be one of "
                            + String.join(", ", TokenConfig.ALGORITHMS)
                            + "; those with a shared secret, and none, are never accepted");
        }
        return text;
    }

    private static Set<String> audiences(String list) {
        Set<String> audiences = new LinkedHashSet<>();
        Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty()) // a comma too many says nothing
                .forEach(audiences::add);
        if (audiences.isEmpty()) {
            throw new IllegalArgumentException("must name at least one audience");
        }
        return audiences;
    }

    private static String cookie(String text) {
        if (!COOKIE_NAME.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "must be the name of a cookie: letters, digits and !#$%&'*+.^_`|~-");
        }
        return text;
    }
}
