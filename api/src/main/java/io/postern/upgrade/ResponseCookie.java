package io.postern.upgrade;

import java.time.Duration;
import java.util.Optional;

/**
 * A cookie that the response to an upgrade request sets (RFC 6265 section 4.1). It is always {@code
 * Secure} and {@code HttpOnly}: it came over TLS, and no script has to see it.
 *
 * @param name a token of RFC 9110 section 5.6.2
 * @param value without white space, quotes, commas, semicolons and backslashes
 * @param path for which requests the browser sends it back
 * @param maxAge how long the browser keeps it; empty for as long as it runs
 * @param sameSite what the browser does with it in requests from other sites
 */
public record ResponseCookie(
        String name, String value, String path, Optional<Duration> maxAge, SameSite sameSite) {

    /** The attribute {@code SameSite} of browsers. */
    public enum SameSite {
        /** Only in requests of the same site. */
        STRICT,
        /** Also when another site links to this one. */
        LAX,
        /** In all requests. */
        NONE
    }

    /** A cookie for the whole host, of the same site only, as long as the browser runs. */
    public static ResponseCookie of(String name, String value) {
        return new ResponseCookie(name, value, "/", Optional.empty(), SameSite.STRICT);
    }

    /** Without the value, which may be a secret. */
    @Override
    public String toString() {
        return "ResponseCookie[" + name + "]";
    }
}
