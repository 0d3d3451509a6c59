package io.postern.internal.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what may be negotiated; what RFC 9325 does not allow is refused. */
final class TlsPolicyReader {

    private final KeyValues values;

    TlsPolicyReader(KeyValues values) {
        this.values = values;
    }

    /** All but resumption, which depends on what is asked of clients. */
    TlsPolicy read() {
        List<TlsVersion> versions =
                values.get(ConfigKey.TLS_PROTOCOLS, list(TlsPolicyReader::version));
        List<String> suites = values.get(ConfigKey.TLS_CIPHER_SUITES, TlsPolicyReader::suites);
        if (versions.contains(TlsVersion.TLS_1_2) && suites.equals(TlsPolicy.TLS_1_3_SUITES)) {
            values.refuse(
                    ConfigKey.TLS_CIPHER_SUITES,
                    "names no suite of TLS 1.2, which "
                            + values.name(ConfigKey.TLS_PROTOCOLS)
                            + " allows; name one, or set "
                            + values.that(ConfigKey.TLS_PROTOCOLS)
                            + " to TLSv1.3");
        }
        return new TlsPolicy(
                versions, suites, values.get(ConfigKey.TLS_GROUPS, TlsPolicyReader::groups), true);
    }

    private static TlsVersion version(String name) {
        return Stream.of(TlsVersion.values())
                .filter(version -> version.protocol().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "must be TLSv1.3, TLSv1.2 or both, with a comma between;"
                                                + " older versions are broken (RFC 8996)"));
    }

    /** {@code intermediate}, or suites of TLS 1.2; those of TLS 1.3 are always there. */
    private static List<String> suites(String text) {
        if (text.equalsIgnoreCase("intermediate")) {
            return TlsPolicy.withTls13(TlsPolicy.TLS_1_2_SUITES);
        }
        List<String> named =
                list(oneOf(
                                TlsPolicy.withTls13(TlsPolicy.TLS_1_2_SUITES),
                                "intermediate, or a list of strong suites (RFC 9325) out of "))
                        .apply(text);
        List<String> tls12 = new ArrayList<>(named);
        tls12.removeAll(TlsPolicy.TLS_1_3_SUITES);
        if (tls12.size() < named.size() && !named.containsAll(TlsPolicy.TLS_1_3_SUITES)) {
            throw new IllegalArgumentException(
                    "names some suites of TLS 1.3 and not all; engines do not let choose among"
                            + " them, so name the three or none");
        }
        return TlsPolicy.withTls13(tls12);
    }

    /** {@code auto}, or groups. */
    private static List<String> groups(String text) {
        return text.equalsIgnoreCase("auto")
                ? List.of()
                : list(oneOf(TlsPolicy.GROUPS, "auto, or a list of groups out of ")).apply(text);
    }

    private static Function<String, String> oneOf(List<String> allowed, String rule) {
        return name ->
                allowed.stream()
                        .filter(candidate -> candidate.equalsIgnoreCase(name))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "must be "
                                                        + rule
                                                        + String.join(", ", allowed)
                                                        + "; "
                                                        + name
                                                        + " is none of them"));
    }

    private static <T> Function<String, List<T>> list(Function<String, T> element) {
        return text ->
                Stream.of(text.split(",", -1))
                        .map(String::strip)
                        .map(element)
                        .collect(Collectors.toCollection(LinkedHashSet::new))
                        .stream()
                        .toList();
    }
}
