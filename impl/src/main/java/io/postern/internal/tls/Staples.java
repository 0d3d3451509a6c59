package io.postern.internal.tls;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is stapled to each certificate now. Safe for several threads; never waits, so that
 * handshakes can ask it.
 */
final class Staples {

    private final Clock clock;
    private final Map<X509Certificate, Staple> staples = new ConcurrentHashMap<>();

    /**
     * @param clock decides what has expired
     */
    Staples(Clock clock) {
        this.clock = clock;
    }

    /** The response to send with {@code certificate}; never one that has expired. */
    Optional<byte[]> of(X509Certificate certificate) {
        return Optional.ofNullable(staples.get(certificate))
                .filter(staple -> clock.instant().isBefore(staple.expires()))
                .map(Staple::encoded);
    }

    void put(X509Certificate certificate, Staple staple) {
        staples.put(certificate, staple);
    }

    void remove(X509Certificate certificate) {
        staples.remove(certificate);
    }

    /** Forgets all other certificates. */
    void retain(Set<X509Certificate> certificates) {
        staples.keySet().retainAll(certificates);
    }
}
