package io.postern.internal.listener;

import io.netty.channel.Channel;
import io.postern.internal.negotiation.NegotiationOutcome;
import io.postern.internal.session.PeerAddress;
import io.postern.internal.upgrade.UpgradeDecision;
import java.util.concurrent.atomic.LongAdder;

/** What a listener counts. Thread-safe. */
final class Counters {

    private final Refusals refusals;
    private final LongAdder accepted = new LongAdder();
    private final LongAdder established = new LongAdder();
    private final LongAdder reloads = new LongAdder();
    private final LongAdder failedReloads = new LongAdder();
    private final LongAdder failedStaples = new LongAdder();

    Counters(Refusals refusals) {
        this.refusals = refusals;
    }

    void accepted() {
        accepted.increment();
    }

    /** A negotiation has ended. */
    void ended(Channel channel, NegotiationOutcome outcome) {
        if (outcome instanceof NegotiationOutcome.Refused refusal) {
            refusals.add(PeerAddress.of(channel), refusal);
        } else {
            established.increment();
        }
    }

    /** A client has been answered 101. */
    void admitted(Channel channel, UpgradeDecision.Accept accept) {
        refusals.admitted(PeerAddress.of(channel), accept);
    }

    Refusals refusals() {
        return refusals;
    }

    void reloaded() {
        reloads.increment();
    }

    void reloadFailed() {
        failedReloads.increment();
    }

    void stapleFailed() {
        failedStaples.increment();
    }

    long reloadsSoFar() {
        return reloads.sum();
    }

    long failedReloadsSoFar() {
        return failedReloads.sum();
    }

    long failedStaplesSoFar() {
        return failedStaples.sum();
    }

    long acceptedSoFar() {
        return accepted.sum();
    }

    long establishedSoFar() {
        return established.sum();
    }
}
