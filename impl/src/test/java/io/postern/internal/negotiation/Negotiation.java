package io.postern.internal.negotiation;

import io.netty.channel.embedded.EmbeddedChannel;
import io.postern.RefusalReason;
import io.postern.internal.negotiation.NegotiationOutcome.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A connection that negotiates, in time that stands still. */
final class Negotiation implements AutoCloseable {

    static final Duration TIMEOUT = Duration.ofSeconds(10);

    final EmbeddedChannel channel = new EmbeddedChannel();
    final List<NegotiationOutcome> outcomes = new ArrayList<>();
    final NegotiationHandler handler;

    /** How often it was told to go on. */
    int permits;

    Negotiation(NegotiationQueue queue) {
        channel.freezeTime();
        channel.config().setAutoRead(false);
        handler = new NegotiationHandler(queue, TIMEOUT, h -> permits++, outcomes::add);
        channel.pipeline().addLast(handler);
        channel.runPendingTasks();
    }

    Negotiation secured() {
        handler.secured();
        return this;
    }

    void pass(Duration time) {
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        run();
    }

    /** Runs what has been given to the event loop. */
    void run() {
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    /** Why it was refused; that must be its one outcome. */
    RefusalReason refusal() {
        if (outcomes.size() != 1) {
            throw new AssertionError("expected one outcome: " + outcomes);
        }
        return ((Refused) outcomes.get(0)).reason();
    }

    @Override
    public void close() {
        channel.finishAndReleaseAll();
        channel.checkException();
    }
}
