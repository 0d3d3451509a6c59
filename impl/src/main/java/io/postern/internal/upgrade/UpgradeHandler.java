package io.postern.internal.upgrade;

import static io.postern.internal.upgrade.UpgradeLog.LOG;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.postern.RefusalReason;
import io.postern.internal.session.LingeringClose;
import io.postern.internal.upgrade.UpgradeDecision.Accept;
import io.postern.internal.upgrade.UpgradeDecision.Refuse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one request and answers it. As soon as the request is complete the HTTP decoder goes, so
 * that frames sent close behind it are not taken for a second request; they wait here.
 */
final class UpgradeHandler extends ChannelInboundHandlerAdapter {

    private enum State {
        READING,
        DECIDING,
        ANSWERING,
        REFUSED,
        HANDED_OVER
    }

    private final Upgrade.Parts parts;
    private final Duration timeout;
    private final SecuredPeer secured;
    private final Consumer<UpgradeDecision> decided;

    /** What arrived behind the request: no more than one read, for then reading stops. */
    private final Queue<Object> early = new ArrayDeque<>();

    private State state = State.READING;
    private @Nullable HttpRequest request;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ScheduledFuture<?> deadline;

    /** Ends a decision that nobody waits for any more. */
    private Runnable abandon = () -> {};

    UpgradeHandler(
            Upgrade.Parts parts,
            Duration timeout,
            SecuredPeer secured,
            Consumer<UpgradeDecision> decided) {
        this.parts = parts;
        this.timeout = timeout;
        this.secured = secured;
        this.decided = decided;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        deadline =
                ctx.executor().schedule(() -> expire(ctx), timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void expire(ChannelHandlerContext ctx) {
        if (state == State.READING || state == State.DECIDING) {
            state = State.REFUSED;
            abandon.run();
            if (ctx.isRemoved()) {
                return;
            }
            decided.accept(
                    new Refuse(
                            RefusalReason.TIMED_OUT_IN_UPGRADE,
                            HttpResponseStatus.REQUEST_TIMEOUT,
                            "The request was not answered in time."));
            ctx.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (state == State.DECIDING || state == State.ANSWERING) {
            early.add(message);
            return;
        }
        try {
            if (state == State.READING) {
                read(ctx, message);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void read(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpRequest head) {
            request = head;
            Optional<Refuse> malformed = parts.decider().malformed(head);
            malformed.ifPresent(refusal -> refuse(ctx, refusal));
        }
        HttpRequest head = request;
        if (state == State.READING && head != null && message instanceof LastHttpContent end) {
            if (end.decoderResult().isFailure()) {
                head.setDecoderResult(end.decoderResult());
            }
            complete(ctx, head);
        }
    }

    private void complete(ChannelHandlerContext ctx, HttpRequest head) {
        state = State.DECIDING;
        ctx.channel().config().setAutoRead(false);
        ctx.pipeline().remove(HttpRequestDecoder.class);
        Examined examined = examine(head);
        if (examined instanceof Refuse refusal) {
            refuse(ctx, refusal);
        } else if (examined instanceof Candidate candidate) {
            parts.gate()
                    .closed()
                    .ifPresentOrElse(
                            refusal -> refuse(ctx, refusal), () -> deliberate(ctx, candidate));
        }
    }

    private void deliberate(ChannelHandlerContext ctx, Candidate candidate) {
        Peer peer = Peer.of(ctx.channel(), secured);
        abandon =
                parts.deliberation()
                        .decide(candidate, peer, ctx, decision -> answer(ctx, decision));
    }

    private Examined examine(HttpRequest head) {
        try {
            return parts.decider().examine(head, secured.serverName());
        } catch (RuntimeException e) {
            return parts.deliberation().failed(e);
        }
    }

    /** Comes too late when the deadline has passed or the connection is closed. */
    private void answer(ChannelHandlerContext ctx, UpgradeDecision decision) {
        if (state != State.DECIDING || ctx.isRemoved()) {
            return;
        }
        if (decision instanceof Refuse refusal) {
            refuse(ctx, refusal);
        } else if (decision instanceof Accept accept) {
            // The application may have taken its time.
            parts.gate()
                    .enter(ctx.channel(), accept.handshake().identity())
                    .ifPresentOrElse(refusal -> refuse(ctx, refusal), () -> accept(ctx, accept));
        }
    }

    private void accept(ChannelHandlerContext ctx, Accept accept) {
        answered(State.ANSWERING);
        ctx.writeAndFlush(UpgradeResponses.accept(accept))
                .addListener(written -> finished(ctx, written.isSuccess(), accept));
    }

    private void refuse(ChannelHandlerContext ctx, Refuse refusal) {
        boolean reading = state == State.READING;
        answered(State.REFUSED);
        if (reading) {
            ctx.pipeline().remove(HttpRequestDecoder.class);
        }
        dropEarly();
        ChannelFuture answer = ctx.writeAndFlush(UpgradeResponses.refuse(refusal));
        answer.addListener(
                written -> {
                    finished(ctx, true, refusal);
                    LingeringClose.start(ctx.channel());
                });
    }

    /** The deadline has been met. */
    private void answered(State next) {
        state = next;
        ScheduledFuture<?> pending = deadline;
        if (pending != null) {
            pending.cancel(false);
        }
    }

    private void finished(ChannelHandlerContext ctx, boolean written, UpgradeDecision decision) {
        if (written) {
            decided.accept(decision);
        } else {
            ctx.close();
        }
    }

    /** Passes on what arrived early and goes. */
    void handOver() {
        ChannelHandlerContext ctx = context;
        if (ctx == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        state = State.HANDED_OVER;
        boolean any = !early.isEmpty();
        for (Object message = early.poll(); message != null; message = early.poll()) {
            ctx.fireChannelRead(message);
        }
        if (any) {
            ctx.fireChannelReadComplete();
        }
        ctx.pipeline().remove(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        ScheduledFuture<?> pending = deadline;
        // A client that leaves must not be able to interrupt the application, but time does.
        if (pending != null && state != State.DECIDING) {
            pending.cancel(false);
        }
        dropEarly();
    }

    private void dropEarly() {
        for (Object message = early.poll(); message != null; message = early.poll()) {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // Its message may repeat bytes that the peer sent.
        LOG.connectionFailed(cause.getClass().getName());
        ctx.close();
    }
}
