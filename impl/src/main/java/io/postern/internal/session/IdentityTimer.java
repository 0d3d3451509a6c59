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
 * Ends a session when the identity of its client does: at once and with 1008 (Jakarta WebSocket
 * 2.1, section 7.2). It looks at the clock now and then, for that may be set.
 */
final class IdentityTimer {

    private static final Duration LOOK = Duration.ofMinutes(1);

    private final Channel channel;
    private final Identity.Expiry expiry;
    private final Consumer<CloseReason> ended;
    private @Nullable ScheduledFuture<?> timer;

    private IdentityTimer(Channel channel, Identity.Expiry expiry, Consumer<CloseReason> ended) {
        this.channel = channel;
        this.expiry = expiry;
        this.ended = ended;
    }

    /**
     * Starts the timer, where the identity ends at all; it stops with the channel.
     *
     * @param ended told the reason, on the channel's event loop
     */
    static void start(
            Channel channel, Optional<Identity.Expiry> expiry, Consumer<CloseReason> ended) {
        if (expiry.isPresent() && channel.isOpen()) {
            IdentityTimer timer = new IdentityTimer(channel, expiry.get(), ended);
            timer.look();
            channel.closeFuture().addListener(closed -> timer.stop());
        }
    }

    private void stop() {
        ScheduledFuture<?> pending = timer;
        if (pending != null) {
            pending.cancel(false);
        }
    }

    private void look() {
        Duration left = expiry.left();
        if (left.isNegative() || left.isZero()) {
            ended.accept(new CloseReason(CloseReason.CloseCodes.VIOLATED_POLICY, expiry.reason()));
            return;
        }
        Duration next = left.compareTo(LOOK) < 0 ? left : LOOK;
        timer = channel.eventLoop().schedule(this::look, next.toNanos(), TimeUnit.NANOSECONDS);
    }
}
