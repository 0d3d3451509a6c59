package io.postern.internal.identity;

import io.postern.internal.config.IdentitySource;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A bearer token as a request carries it; not verified.
 *
 * @param token which no message may have in it
 */
public record PresentedToken(String token) {

    /**
     * The subprotocol with which a listener answers who sends a token in one and asks for no other:
     * a browser gives up where it has offered some and none is chosen.
     */
    public static final String CARRIER = "bearer-token-carrier";

    /**
     * What an entry begins with that carries a header field: {@code
     * quarkus-http-upgrade#Authorization#Bearer TOKEN}, percent-encoded. The form is that of
     * Quarkus WebSockets Next; see "Bearer token authentication" in its reference guide.
     */
    private static final String UPGRADE = "quarkus-http-upgrade#";

    private static final String AUTHORIZATION = UPGRADE + "authorization#";

    private static final String HEADER = "Authorization";
    private static final String COOKIE = "Cookie";
    private static final String SUBPROTOCOLS = "Sec-WebSocket-Protocol";

    /** RFC 6750 section 2.1; the scheme has no case (RFC 9110 section 11.1). */
    private static final Pattern BEARER =
            Pattern.compile("bearer +([A-Za-z0-9._~+/-]+=*) *", Pattern.CASE_INSENSITIVE);

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    /**
     * Looks for a token.
     *
     * @param source not {@link IdentitySource#CERTIFICATE}
     * @param headers all values of each field, looked up without regard to case
     * @param cookie the name of the cookie that holds a token
     * @return empty when the client presents none there
     * @throws TokenRefusal when there are several, or something that is none
     */
    public static Optional<PresentedToken> find(
            IdentitySource source, Map<String, List<String>> headers, String cookie)
            throws TokenRefusal {
        return switch (source) {
            case AUTHORIZATION -> inHeader(headers.getOrDefault(HEADER, List.of()));
            case COOKIE -> inCookie(headers.getOrDefault(COOKIE, List.of()), cookie);
            case SUBPROTOCOL -> inSubprotocol(headers.getOrDefault(SUBPROTOCOLS, List.of()));
            case CERTIFICATE -> Optional.empty();
        };
    }

    /** What of the offered subprotocols the application may see: those that carry no token. */
    public static List<String> withoutCarriers(List<String> offered) {
        return offered.stream()
                .filter(entry -> !entry.equals(CARRIER) && !isUpgrade(entry))
                .toList();
    }

    /** Not the token. */
    @Override
    public String toString() {
        return "PresentedToken";
    }

    private static Optional<PresentedToken> inHeader(List<String> values) throws TokenRefusal {
        List<String> bearers = values.stream().filter(PresentedToken::isBearer).toList();
        if (bearers.isEmpty()) {
            return Optional.empty();
        }
        if (values.size() > 1) {
            throw TokenRefusal.invalid("is one of several Authorization headers");
        }
        return Optional.of(bearer(bearers.get(0), "of the Authorization header"));
    }

    private static boolean isBearer(String credentials) {
        String scheme = credentials.strip().toLowerCase(Locale.ROOT);
        return scheme.equals("bearer") || scheme.startsWith("bearer ");
    }

    private static PresentedToken bearer(String credentials, String where) throws TokenRefusal {
        Matcher form = BEARER.matcher(credentials.strip());
        if (!form.matches()) {
            throw TokenRefusal.invalid(where + " is missing or has characters that no token has");
        }
        return new PresentedToken(form.group(1));
    }

    private static Optional<PresentedToken> inCookie(List<String> headers, String name)
            throws TokenRefusal {
        List<String> values = new ArrayList<>();
        for (String pair : split(headers, ";")) {
            int equals = pair.indexOf('=');
            if (equals >= 0 && pair.substring(0, equals).strip().equals(name)) {
                values.add(unquoted(pair.substring(equals + 1).strip()));
            }
        }
        values.removeIf(String::isEmpty); // how a cookie is often cleared
        if (values.isEmpty()) {
            return Optional.empty();
        }
        if (values.size() > 1) {
            throw TokenRefusal.invalid("is one of several cookies of its name");
        }
        if (!TOKEN.matcher(values.get(0)).matches()) {
            throw TokenRefusal.invalid("of the cookie has characters that no token has");
        }
        return Optional.of(new PresentedToken(values.get(0)));
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static Optional<PresentedToken> inSubprotocol(List<String> headers)
            throws TokenRefusal {
        List<String> entries =
                split(headers, ",").stream().filter(PresentedToken::isAuthorization).toList();
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        if (entries.size() > 1) {
            throw TokenRefusal.invalid("is one of several in subprotocols");
        }
        String credentials = decoded(entries.get(0)).substring(AUTHORIZATION.length()).strip();
        return isBearer(credentials)
                ? Optional.of(bearer(credentials, "of the subprotocol"))
                : Optional.empty();
    }

    private static boolean isUpgrade(String entry) {
        return startsWith(decoded(entry), UPGRADE);
    }

    private static boolean isAuthorization(String entry) {
        return startsWith(decoded(entry), AUTHORIZATION);
    }

    private static boolean startsWith(String text, String prefix) {
        return text.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    /** One that cannot be decoded is still known for what it should have been. */
    private static String decoded(String entry) {
        try {
            return URLDecoder.decode(entry, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return entry.replace("%23", "#");
        }
    }

    private static List<String> split(List<String> values, String separator) {
        return values.stream()
                .flatMap(value -> Stream.of(value.split(separator, -1)))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }
}
