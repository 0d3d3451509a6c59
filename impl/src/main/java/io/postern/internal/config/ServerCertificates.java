package io.postern.internal.config;

import java.util.List;
import java.util.Objects;

/**
 * The certificates that a listener has for itself.
 *
 * @param sources where they are, the one for unmatched names first; not empty
 * @param unmatched {@code wss.tls.sni.unmatched}
 * @param stapling {@code wss.tls.ocsp-stapling}
 */
public record ServerCertificates(
        List<KeySource> sources, UnmatchedName unmatched, StaplingConfig stapling) {

    /** Without stapling. */
    public ServerCertificates(List<KeySource> sources, UnmatchedName unmatched) {
        this(sources, unmatched, StaplingConfig.OFF);
    }

    public ServerCertificates {
        sources = List.copyOf(sources);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("sources must not be empty");
        }
        Objects.requireNonNull(unmatched, "unmatched");
        Objects.requireNonNull(stapling, "stapling");
    }
}
