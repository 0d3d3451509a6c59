package io.postern.internal.negotiation;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.postern.RefusalReason;
import io.postern.internal.config.NegotiationConfig;
import io.postern.internal.config.Overflow;
import io.postern.internal.negotiation.NegotiationOutcome.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A connection that negotiates, in time that stands still. */
final class Negotiation implements AutoCloseable {

    static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** The first bytes that every peer sends. */
    static final byte[] FIRST = {22, 3, 1};

    final EmbeddedChannel channel = new EmbeddedChannel();
    final List<NegotiationOutcome> outcomes = new ArrayList<>();
    final NegotiationHandler handler;

    /** How often it was told to go on. */
    int permits;

    /** Whether who is told the outcome fails then. */
    boolean failsWhenTold;

    /** One whose peer has begun to speak. */
    Negotiation(NegotiationQueue queue) {
        this(queue, 0);
        receive(FIRST);
        handler.begin();
        run();
    }

    private Negotiation(NegotiationQueue queue, long acceptedAt) {
        channel.freezeTime();
        channel.config().setAutoRead(false);
        handler = new NegotiationHandler(queue, acceptedAt, h -> permits++, this::told);
        channel.pipeline().addLast(handler);
        run();
    }

    private void told(NegotiationOutcome outcome) {
        outcomes.add(outcome);
        if (failsWhenTold) {
            throw new IllegalStateException("on being told");
        }
    }

    /** One whose peer has said nothing. */
    static Negotiation silent(NegotiationQueue queue) {
        return new Negotiation(queue, 0);
    }

    /** A queue whose clock stands still. */
    static NegotiationQueue queue(int parallel, int capacity) {
        return new NegotiationQueue(
                new NegotiationConfig(parallel, capacity, TIMEOUT, Overflow.DROP_OLDEST), () -> 0);
    }

    /** Bytes arrive, in a buffer that is not full. */
    void receive(byte... bytes) {
        channel.writeInbound(channel.alloc().buffer(EarlyBytes.ENOUGH * 2).writeBytes(bytes));
    }

    /** What has been handed on to the steps behind. */
    byte[] handedOn() {
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf next = channel.readInbound(); next != null; next = channel.readInbound()) {
            all.writeBytes(next);
            next.release();
        }
        return ByteBufUtil.getBytes(all);
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
