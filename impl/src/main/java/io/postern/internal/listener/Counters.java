package io.postern.internal.listener;

import io.netty.channel.Channel;
import io.postern.RefusalReason;
import io.postern.internal.negotiation.NegotiationOutcome;
import java.net.SocketAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** What a listener counts. Thread-safe. */
final class Counters {

    private final LongAdder accepted = new LongAdder();
    private final LongAdder established = new LongAdder();
    private final Map<RefusalReason, LongAdder> refused = new EnumMap<>(RefusalReason.class);
    private final LongAdder reloads = new LongAdder();
    private final LongAdder failedReloads = new LongAdder();
    private volatile boolean draining;

    Counters() {
        for (RefusalReason reason : RefusalReason.values()) {
            refused.put(reason, new LongAdder());
        }
    }

    void accepted() {
        accepted.increment();
    }

    /** From now on the listener itself ends negotiations. */
    void draining() {
        draining = true;
    }

    /** A negotiation has ended. */
    void ended(Channel channel, NegotiationOutcome outcome) {
        if (outcome instanceof NegotiationOutcome.Refused refusal) {
            boolean byUs = draining && refusal.reason() == RefusalReason.PEER_LEFT;
            RefusalReason reason = byUs ? RefusalReason.DRAINING : refusal.reason();
            refused(channel.remoteAddress(), reason, refusal.detail());
        } else {
            established.increment();
        }
    }

    void refused(SocketAddress peer, RefusalReason reason, String detail) {
        Objects.requireNonNull(refused.get(reason)).increment();
        ListenerLog.LOG.refused(peer, reason, detail);
    }

    void reloaded() {
        reloads.increment();
    }

    void reloadFailed() {
        failedReloads.increment();
    }

    long reloadsSoFar() {
        return reloads.sum();
    }

    long failedReloadsSoFar() {
        return failedReloads.sum();
    }

    long acceptedSoFar() {
        return accepted.sum();
    }

    long establishedSoFar() {
        return established.sum();
    }

    Map<RefusalReason, Long> refusedSoFar() {
        Map<RefusalReason, Long> counts = new EnumMap<>(RefusalReason.class);
        refused.forEach((reason, count) -> counts.put(reason, count.sum()));
        return counts;
    }
}
