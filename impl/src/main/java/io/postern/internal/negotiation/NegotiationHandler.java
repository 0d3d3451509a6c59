package io.postern.internal.negotiation;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.postern.RefusalReason;
import io.postern.internal.negotiation.NegotiationOutcome.Established;
import io.postern.internal.negotiation.NegotiationOutcome.Refused;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection's negotiation: its place in the queue, its permit and its deadline. It ends once;
 * on every way out the permit is given back and the outcome told. Reading must be off when it is
 * added, so that a connection waits without buffers.
 */
public final class NegotiationHandler extends ChannelInboundHandlerAdapter
        implements NegotiationQueue.Applicant {

    private final NegotiationQueue queue;
    private final Duration timeout;
    private final Consumer<NegotiationHandler> permitted;
    private final Consumer<NegotiationOutcome> ended;

    /** Set before it can be used: the handler is added before it applies. */
    private volatile @Nullable ChannelHandlerContext context;

    /** Belongs to the event loop, as all below. */
    private NegotiationState state = NegotiationState.WAITING;

    private @Nullable ScheduledFuture<?> deadline;

    /**
     * @param timeout for waiting, TLS and upgrade together
     * @param permitted goes on with the connection, on its event loop
     * @param ended told the outcome, once
     */
    public NegotiationHandler(
            NegotiationQueue queue,
            Duration timeout,
            Consumer<NegotiationHandler> permitted,
            Consumer<NegotiationOutcome> ended) {
        this.queue = queue;
        this.timeout = timeout;
        this.permitted = permitted;
        this.ended = ended;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        deadline = ctx.executor().schedule(this::expire, timeout.toNanos(), TimeUnit.NANOSECONDS);
        queue.enter(this);
    }

    @Override
    public void permitted() {
        onEventLoop(
                () -> {
                    if (state == NegotiationState.WAITING) {
                        state = NegotiationState.TLS;
                        permitted.accept(this);
                    } else {
                        // It ended while the permit was on its way.
                        queue.leave(this);
                    }
                });
    }

    @Override
    public void overflowed() {
        onEventLoop(
                () -> {
                    end(new Refused(RefusalReason.QUEUE_FULL, "the negotiation queue is full"));
                    close();
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

    /** A later step refused the connection, and closes it. Called on the event loop. */
    public void refused(Refused refusal) {
        end(refusal);
    }

    private void expire() {
        end(new Refused(state.timedOut(), "wss.negotiation.timeout passed"));
        close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end(new Refused(RefusalReason.PEER_LEFT, "while " + state));
        ctx.fireChannelInactive();
    }

    private void end(NegotiationOutcome outcome) {
        if (state == NegotiationState.ENDED) {
            return;
        }
        state = NegotiationState.ENDED;
        ScheduledFuture<?> pending = deadline;
        if (pending != null) {
            pending.cancel(false);
        }
        queue.leave(this);
        ended.accept(outcome);
    }

    private void onEventLoop(Runnable action) {
        ChannelHandlerContext ctx = context;
        if (ctx != null) {
            ctx.executor().execute(action);
        }
    }

    private void close() {
        ChannelHandlerContext ctx = context;
        if (ctx != null) {
            ctx.channel().close();
        }
    }

    /** Says where the connection stands. */
    NegotiationState state() {
        return state;
    }
}
