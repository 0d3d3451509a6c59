package io.postern.internal.tls;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers for a short time which certificates are good, so that clients that come back all at
 * once do not become as many requests. Nothing else is remembered. Safe for several threads.
 */
final class OcspCache {

    /** For so long a certificate that has been revoked may still be taken for good. */
    static final Duration MAX_AGE = Duration.ofMinutes(5);

    /** Each takes some 250 bytes. When there are as many, the oldest gives way. */
    static final int MAX_ENTRIES = 10_000;

    private final Map<String, Validity> good = new LinkedHashMap<>();

    private record Validity(Instant from, Instant until) {

        /** Nor before its beginning, should the clock be set back. */
        boolean holds(Instant now) {
            return !now.isBefore(from) && now.isBefore(until);
        }
    }

    /** Whether the certificate with this fingerprint is known to be good. */
    synchronized boolean isGood(String fingerprint, Instant now) {
        Validity known = good.get(fingerprint);
        if (known != null && !known.holds(now)) {
            good.remove(fingerprint);
            return false;
        }
        return known != null;
    }

    /**
     * Remembers that the certificate with this fingerprint is good.
     *
     * @param expires when that ceases to count; it is forgotten no later
     */
    synchronized void good(String fingerprint, Instant now, Instant expires) {
        Instant latest = now.plus(MAX_AGE);
        Validity validity = new Validity(now, expires.isBefore(latest) ? expires : latest);
        if (!validity.holds(now)) {
            return;
        }
        good.remove(fingerprint);
        if (good.size() >= MAX_ENTRIES) {
            Iterator<String> oldest = good.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        good.put(fingerprint, validity);
    }
}
