package io.postern.internal.session;

import io.netty.channel.Channel;
import io.netty.util.concurrent.ScheduledFuture;
import io.postern.internal.endpoint.Identity;
import jakarta.websocket.CloseReason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends a session when the identity of its client has ended and the grace is over: with 1008
 * (Jakarta WebSocket 2.1, section 7.2). It looks at the clock now and then, for that may be set.
 * Belongs to the event loop.
 */
final class IdentityTimer {

    private static final Duration LOOK = Duration.ofMinutes(1);

    private final Channel channel;
    private final Duration grace;
    private final Consumer<Duration> lapsing;
    private final Consumer<CloseReason> ended;
    private @Nullable ScheduledFuture<?> timer;
    private boolean lapsed;

    /**
     * Watches nothing yet; it stops with the channel.
     *
     * @param lapsing told the grace when it begins
     * @param ended told the reason
     */
    IdentityTimer(
            Channel channel,
            Duration grace,
            Consumer<Duration> lapsing,
            Consumer<CloseReason> ended) {
        this.channel = channel;
        this.grace = grace;
        this.lapsing = lapsing;
        this.ended = ended;
        channel.closeFuture().addListener(closed -> stop());
    }

    /** From now on for this end alone, if there is one; one that has come renews nothing. */
    void watch(Optional<Identity.Expiry> expiry) {
        if (lapsed && expiry.isPresent() && isOver(expiry.get())) {
            return;
        }
        stop();
        lapsed = false;
        if (channel.isOpen()) {
            expiry.ifPresent(this::look);
        }
    }

    /**
     * The identity ends now.
     *
     * @param reason for the peer
     */
    void lapse(String reason) {
        if (lapsed || !channel.isOpen()) {
            return;
        }
        stop();
        lapsed = true;
        CloseReason close = new CloseReason(CloseReason.CloseCodes.VIOLATED_POLICY, reason);
        if (grace.isZero()) {
            ended.accept(close);
        } else {
            schedule(() -> ended.accept(close), grace);
            lapsing.accept(grace);
        }
    }

    private void look(Identity.Expiry expiry) {
        if (isOver(expiry)) {
            lapse(expiry.reason());
        } else {
            Duration left = expiry.left();
            schedule(() -> look(expiry), left.compareTo(LOOK) < 0 ? left : LOOK);
        }
    }

    private static boolean isOver(Identity.Expiry expiry) {
        Duration left = expiry.left();
        return left.isNegative() || left.isZero();
    }

    private void schedule(Runnable task, Duration delay) {
        if (channel.isOpen()) {
            timer = channel.eventLoop().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void stop() {
        ScheduledFuture<?> pending = timer;
        timer = null;
        if (pending != null) {
            pending.cancel(false);
        }
    }
}
