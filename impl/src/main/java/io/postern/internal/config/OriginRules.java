package io.postern.internal.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Which pages of other sites may connect, by the {@code Origin} that the browser sends (RFC 6455
 * section 10.2).
 *
 * @param any every origin is allowed; then nothing else is listed
 * @param sameHost the origin whose host is the one of the request's {@code Host} is allowed
 * @param exact further origins that are allowed, as {@link #normalise} leaves them
 */
public record OriginRules(boolean any, boolean sameHost, Set<String> exact) {

    static final String SAME_HOST = "same-host";
    static final String ANY = "*";

    private static final String FORM =
            "an origin is scheme://host[:port], such as https://www.example.com";

    private static final String NO_CREDENTIALS = "must not contain a user or a password; " + FORM;

    public OriginRules {
        exact = Set.copyOf(exact);
        if (any && (sameHost || !exact.isEmpty())) {
            throw new IllegalArgumentException(ANY + " allows every origin and must stand alone");
        }
        for (String origin : exact) {
            if (!origin.equals(normalise(origin))) {
                throw new IllegalArgumentException(
                        "exact must hold normalised origins: " + normalise(origin));
            }
        }
    }

    /**
     * Reads {@code same-host}, {@code *}, or a comma-separated list of {@code same-host} and
     * origins.
     *
     * @throws IllegalArgumentException when an entry is none of these; the message names it
     */
    public static OriginRules of(String list) {
        if (list.contains("@")) {
            // before the list is split: a password may contain a comma
            throw new IllegalArgumentException(NO_CREDENTIALS);
        }
        boolean any = false;
        boolean sameHost = false;
        Set<String> exact = new LinkedHashSet<>();
        for (String entry : list.split(",", -1)) {
            switch (entry.strip()) {
                case "" -> {} // a comma too many says nothing
                case ANY -> any = true;
                case SAME_HOST -> sameHost = true;
                default -> exact.add(normalise(entry.strip()));
            }
        }
        if (!any && !sameHost && exact.isEmpty()) {
            throw new IllegalArgumentException("must list at least one origin; " + FORM);
        }
        return new OriginRules(any, sameHost, exact);
    }

    /**
     * The one spelling of an origin under which it is compared: lower case, without the default
     * port of http and https (RFC 6454 section 6.2).
     *
     * @throws IllegalArgumentException when {@code origin} is not {@code scheme://host[:port]}
     */
    public static String normalise(String origin) {
        URI uri = parse(origin);
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (scheme.equals("ws") || scheme.equals("wss")) {
            String http = scheme.equals("ws") ? "http" : "https";
            throw refused(origin, "browsers send the page's own scheme, so write " + http + "://");
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        int port = uri.getPort();
        if (port == 0 || port > 65535) {
            throw refused(origin, "its port must be between 1 and 65535");
        }
        boolean defaultPort =
                (port == 80 && scheme.equals("http")) || (port == 443 && scheme.equals("https"));
        return scheme + "://" + host + (port < 0 || defaultPort ? "" : ":" + port);
    }

    private static URI parse(String origin) {
        URI uri;
        try {
            uri = new URI(origin);
        } catch (URISyntaxException e) {
            throw refused(origin, FORM);
        }
        if (uri.getScheme() == null || uri.getRawAuthority() == null) {
            throw refused(origin, FORM);
        }
        if (uri.getRawAuthority().contains("@")) {
            throw refused(origin, NO_CREDENTIALS);
        }
        if (uri.getHost() == null) {
            throw refused(
                    origin,
                    "its host must be one host name (in the xn-- form if international) or one"
                            + " address; patterns are not supported, list each origin");
        }
        if (!uri.getRawPath().isEmpty()
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw refused(
                    origin,
                    "it must end after the host or the port: write "
                            + uri.getScheme()
                            + "://"
                            + uri.getRawAuthority());
        }
        return uri;
    }

    private static IllegalArgumentException refused(String origin, String hint) {
        return new IllegalArgumentException(
                "'" + Redaction.printable(origin) + "' is not an origin: " + hint);
    }
}
