package io.postern.internal.tls;

import java.net.IDN;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The DNS names that a certificate identifies (RFC 9525): those of its subjectAltName extension,
 * never the common name.
 *
 * @param exact whole names, in lower case and as A-labels
 * @param wildcards what follows {@code *.} in the others; at least two labels
 */
record CertificateNames(Set<String> exact, Set<String> wildcards) {

    private static final int DNS_NAME = 2;
    private static final int MAX_LENGTH = 253;
    private static final String ANY_LABEL = "*.";

    /** Underscores are no part of host names, but are used in them. */
    private static final Pattern NAME =
            Pattern.compile("(?!.*\\.[0-9]+$)(?!-)[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*");

    CertificateNames {
        exact = Set.copyOf(exact);
        wildcards = Set.copyOf(wildcards);
    }

    /** A certificate whose names cannot be read has none; names that no client may ask for, too. */
    static CertificateNames of(X509Certificate certificate) {
        Set<String> exact = new HashSet<>();
        Set<String> wildcards = new HashSet<>();
        for (List<?> name : alternativeNames(certificate)) {
            if (name.get(0).equals(DNS_NAME) && name.get(1) instanceof String text) {
                if (text.startsWith(ANY_LABEL)) {
                    canonical(text.substring(ANY_LABEL.length()))
                            .filter(parent -> parent.contains("."))
                            .ifPresent(wildcards::add);
                } else {
                    canonical(text).ifPresent(exact::add);
                }
            }
        }
        return new CertificateNames(exact, wildcards);
    }

    private static Collection<List<?>> alternativeNames(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    /** Whether the certificate is one for this name; false for what is no name at all. */
    boolean matches(String serverName) {
        return canonical(serverName)
                .filter(
                        name ->
                                exact.contains(name)
                                        || parent(name).filter(wildcards::contains).isPresent())
                .isPresent();
    }

    /** A name as it is compared: in lower case, as A-labels, without the dot of the root. */
    static Optional<String> canonical(String name) {
        if (name.length() > MAX_LENGTH + 1) {
            return Optional.empty();
        }
        return ascii(name.endsWith(".") ? name.substring(0, name.length() - 1) : name)
                .map(text -> text.toLowerCase(Locale.ROOT))
                .filter(text -> text.length() <= MAX_LENGTH && NAME.matcher(text).matches());
    }

    private static Optional<String> ascii(String name) {
        if (name.chars().allMatch(c -> c < 0x80)) {
            return Optional.of(name);
        }
        try {
            return Optional.of(IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES));
        } catch (RuntimeException e) {
            // IDN promises IllegalArgumentException; some input brings forth others
            return Optional.empty();
        }
    }

    /** What remains of a canonical name without its left-most label. */
    static Optional<String> parent(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? Optional.empty() : Optional.of(name.substring(dot + 1));
    }
}
