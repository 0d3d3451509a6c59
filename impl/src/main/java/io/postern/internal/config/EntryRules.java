package io.postern.internal.config;

import java.util.Objects;

/**
 * Who may open a session.
 *
 * @param origins {@code wss.origins}
 * @param maxSessionsPerPrincipal {@code wss.max-sessions-per-principal}: open at a time, at least
 *     1; {@link SocketConfig#NO_LIMIT} for no limit
 */
public record EntryRules(OriginRules origins, int maxSessionsPerPrincipal) {

    public EntryRules {
        Objects.requireNonNull(origins, "origins");
        IntRange.POSITIVE.require("maxSessionsPerPrincipal", maxSessionsPerPrincipal);
    }
}
