package io.postern.internal.config;

import java.util.List;
import java.util.Objects;

/**
 * The certificates that a listener has for itself.
 *
 * @param sources where they are, the one for unmatched names first; not empty
 * @param unmatched {@code wss.tls.sni.unmatched}
 */
public record ServerCertificates(List<KeySource> sources, UnmatchedName unmatched) {

    public ServerCertificates {
        sources = List.copyOf(sources);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("sources must not be empty");
        }
        Objects.requireNonNull(unmatched, "unmatched");
    }
}
