package io.postern.internal.negotiation;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.postern.RefusalReason;
import io.postern.internal.negotiation.NegotiationOutcome.Established;
import io.postern.internal.negotiation.NegotiationOutcome.Refused;
import io.postern.internal.session.LingeringClose;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection's negotiation: its place in the queue, its permit and its deadline. It asks for a
 * permit when its peer has begun to speak, so that one who says nothing takes none. It ends once;
 * on every way out the permit is given back and the outcome told. Reading must be off when it is
 * added.
 */
public final class NegotiationHandler extends ChannelInboundHandlerAdapter
        implements NegotiationQueue.Applicant {

    /** The most that a read should take of a connection that has no permit yet, in bytes. */
    public static final int EARLY_READ = EarlyBytes.ENOUGH;

    private final NegotiationQueue queue;
    private final Place place;
    private final EarlyBytes early = new EarlyBytes();
    private final Consumer<NegotiationHandler> permitted;
    private final Consumer<NegotiationOutcome> ended;

    /** Set before it can be used: the handler is added before it applies. */
    private volatile @Nullable ChannelHandlerContext context;

    /** Belongs to the event loop, as all below. */
    private NegotiationState state = NegotiationState.SILENT;

    /** Whether later steps have their handlers behind this one. */
    private boolean handedOn;

    private @Nullable ScheduledFuture<?> deadline;

    /**
     * @param acceptedAt as the queue's clock had it
     * @param permitted goes on with the connection, on its event loop
     * @param ended told the outcome, once
     */
    public NegotiationHandler(
            NegotiationQueue queue,
            long acceptedAt,
            Consumer<NegotiationHandler> permitted,
            Consumer<NegotiationOutcome> ended) {
        this.queue = queue;
        this.place = queue.place(this, acceptedAt);
        this.permitted = permitted;
        this.ended = ended;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        long remaining = Math.max(0, queue.remaining(place));
        deadline = ctx.executor().schedule(this::expire, remaining, TimeUnit.NANOSECONDS);
        ctx.pipeline().addBefore(ctx.name(), null, early);
    }

    /** The peer has begun to speak TLS: now it needs a permit. Called on the event loop. */
    public void begin() {
        if (state == NegotiationState.SILENT) {
            state = NegotiationState.WAITING;
            queue.enter(place);
        }
    }

    @Override
    public void permitted() {
        onEventLoop(
                () -> {
                    // Else it has ended while the permit was on its way, and has given it back.
                    if (state == NegotiationState.WAITING) {
                        state = NegotiationState.TLS;
                        handedOn = true;
                        permitted.accept(this);
                        early.deliver();
                    }
                });
    }

    @Override
    public void overflowed() {
        turnAway(new Refused(RefusalReason.QUEUE_FULL, "the negotiation queue is full"));
    }

    @Override
    public void tooLate() {
        turnAway(
                new Refused(
                        RefusalReason.TIMED_OUT_WAITING,
                        "too little of wss.negotiation.timeout is left"));
    }

    private void turnAway(Refused refusal) {
        onEventLoop(
                () -> {
                    end(refusal);
                    close(Channel::close);
                });
    }

    /** The TLS handshake is done, the upgrade begins. Called on the event loop. */
    public void secured() {
        if (state == NegotiationState.TLS) {
            state = NegotiationState.UPGRADE;
        }
    }

    /** The upgrade is done. Called on the event loop. */
    public void established() {
        end(new Established());
        ChannelHandlerContext ctx = context;
        if (ctx != null) {
            ctx.pipeline().remove(this);
        }
    }

    /** A step refused the connection, and closes it. Called on the event loop. */
    public void refused(Refused refusal) {
        end(refusal);
    }

    private void expire() {
        end(new Refused(state.timedOut(), "wss.negotiation.timeout passed"));
        close(LingeringClose::timedOut);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end(new Refused(RefusalReason.PEER_LEFT, "while " + state));
        ctx.fireChannelInactive();
    }

    /** Of a reset, most often. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (handedOn) {
            ctx.fireExceptionCaught(cause);
        } else {
            ctx.close();
        }
    }

    private void end(NegotiationOutcome outcome) {
        if (state == NegotiationState.ENDED) {
            return;
        }
        boolean entered = state != NegotiationState.SILENT;
        state = NegotiationState.ENDED;
        ScheduledFuture<?> pending = deadline;
        if (pending != null) {
            pending.cancel(false);
        }
        try {
            // Before the permit is free: who gets it finds this one counted.
            ended.accept(outcome);
        } finally {
            if (outcome instanceof Established) {
                queue.succeed(place);
            } else if (entered) {
                queue.leave(place);
            }
        }
    }

    private void onEventLoop(Runnable action) {
        ChannelHandlerContext ctx = context;
        if (ctx == null) {
            return;
        }
        try {
            ctx.executor().execute(action);
        } catch (RejectedExecutionException listenerClosed) {
            // With its event loop the connection has ended, too.
        }
    }

    private void close(Consumer<Channel> way) {
        ChannelHandlerContext ctx = context;
        if (ctx != null) {
            way.accept(ctx.channel());
        }
    }

    /** Says where the connection stands. */
    NegotiationState state() {
        return state;
    }
}
