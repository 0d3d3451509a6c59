package io.postern;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A snapshot of a listener's counters and gauges. Counters only grow; gauges say how things stood
 * when the snapshot was taken. The values are read one after another, so a busy listener's gauges
 * need not add up exactly.
 *
 * @param accepted counter: TCP connections that were accepted
 * @param established counter: connections that reached {@code 101 Switching Protocols}
 * @param refused counter: connections that did not, by reason; every reason is present
 * @param refusedByValidator counter: of those, the ones that a {@link
 *     io.postern.tls.ClientCertificateValidator} refused, by its class; one that refused nobody is
 *     absent
 * @param openConnections gauge: TCP connections open now, in whatever step
 * @param negotiating gauge: connections that hold a negotiation permit
 * @param waiting gauge: connections that wait for a negotiation permit
 * @param openSessions gauge: WebSocket sessions
 * @param certificateReloads counter: changes of certificates that were put in service
 * @param failedCertificateReloads counter: changes that could not be used
 * @param failedStaples counter: attempts to get an OCSP response to staple that brought none,
 *     because the responder did not answer, or did not call the certificate good
 * @param certificateExpiry gauge: when the first of the listener's certificates expires; empty
 *     while it is not open
 */
public record ListenerStatistics(
        long accepted,
        long established,
        Map<RefusalReason, Long> refused,
        Map<String, Long> refusedByValidator,
        int openConnections,
        int negotiating,
        int waiting,
        int openSessions,
        long certificateReloads,
        long failedCertificateReloads,
        long failedStaples,
        Optional<Instant> certificateExpiry) {

    /** Copies {@code refused} and fills in the reasons that it lacks with zero. */
    public ListenerStatistics {
        Map<RefusalReason, Long> all = new EnumMap<>(RefusalReason.class);
        for (RefusalReason reason : RefusalReason.values()) {
            all.put(reason, refused.getOrDefault(reason, 0L));
        }
        refused = Collections.unmodifiableMap(all);
        refusedByValidator = Map.copyOf(refusedByValidator);
    }

    /** The number of connections refused for {@code reason}. */
    public long refused(RefusalReason reason) {
        return refused.getOrDefault(reason, 0L);
    }
}
