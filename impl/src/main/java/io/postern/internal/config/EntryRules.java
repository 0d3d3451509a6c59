package io.postern.internal.config;

import java.util.Objects;
import java.util.Set;

/**
 * Who may open a session.
 *
 * @param origins {@code wss.origins}, for endpoints that name none themselves
 * @param missingOrigin {@code wss.missing-origin}
 * @param hosts {@code wss.hosts}: what the {@code Host} header may name, in lower case and without
 *     port; none for anything
 * @param maxSessionsPerPrincipal {@code wss.max-sessions-per-principal}: open at a time, at least
 *     1; {@link SocketConfig#NO_LIMIT} for no limit
 * @param identity who a client is taken for
 */
public record EntryRules(
        OriginRules origins,
        MissingOrigin missingOrigin,
        Set<String> hosts,
        int maxSessionsPerPrincipal,
        IdentityConfig identity) {

    public EntryRules {
        Objects.requireNonNull(origins, "origins");
        Objects.requireNonNull(missingOrigin, "missingOrigin");
        hosts = Set.copyOf(hosts);
        IntRange.POSITIVE.require("maxSessionsPerPrincipal", maxSessionsPerPrincipal);
        Objects.requireNonNull(identity, "identity");
    }

    /** With the defaults for all else. */
    public static EntryRules of(OriginRules origins, int maxSessionsPerPrincipal) {
        return new EntryRules(
                origins,
                MissingOrigin.ALLOW,
                Set.of(),
                maxSessionsPerPrincipal,
                IdentityConfig.BY_CERTIFICATE);
    }
}
