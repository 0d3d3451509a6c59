package io.postern.internal.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.postern.PingMode;
import io.postern.internal.config.SilenceLimits;
import jakarta.websocket.CloseReason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks the peer for signs of life, notices when there are none, and measures the round trip.
 * Whatever arrives is a sign; while the connection is not read the peer is not judged. Belongs to
 * the event loop, but for {@link #roundTrip()}.
 */
final class LifeSigns {

    /** A ping of the container's own: a mark of this session, and a number. */
    private static final class Ping extends PingWebSocketFrame implements Automatic {
        private Ping(long mark, long number) {
            super(Unpooled.buffer(2 * Long.BYTES).writeLong(mark).writeLong(number));
        }
    }

    private static final long NONE = -1;

    private final Channel channel;
    private final SendQueue queue;
    private final ReadGate gate;
    private final PingMode mode;
    private final long timeoutNanos;
    private final Consumer<CloseReason> lost;

    /** Tells the pongs for our pings from those for the application's. */
    private final long mark = ThreadLocalRandom.current().nextLong();

    private @Nullable ScheduledFuture<?> timer;

    /** By the clock of the gate. */
    private long lastSign;

    private long lastPing;
    private boolean pingedSinceSign;
    private long pings;

    /** A ping is not yet written: a second one would not be read any sooner. */
    private boolean underWay;

    /** Whether the last ping is written and not answered. */
    private boolean measuring;

    /** When it was written, and how long reading had paused by then. */
    private long written;

    private long pausedBefore;

    private volatile long roundTripNanos = NONE;

    /**
     * @param lost told the reason when there was no sign for the whole time-out
     */
    LifeSigns(
            Channel channel,
            SendQueue queue,
            ReadGate gate,
            SilenceLimits limits,
            Consumer<CloseReason> lost) {
        this.channel = channel;
        this.queue = queue;
        this.gate = gate;
        this.mode = limits.mode();
        this.timeoutNanos = limits.pingTimeout().toNanos();
        this.lost = lost;
    }

    /** Called when the connection is read from now on; ends with the channel. */
    void start() {
        if (mode != PingMode.OFF && channel.isOpen()) {
            sign();
            channel.closeFuture().addListener(closed -> stop());
            if (mode == PingMode.LATENCY_CONTROL) {
                ping();
            }
            timer = gate.schedule(this::look, untilPing(0));
        }
    }

    private void stop() {
        ScheduledFuture<?> pending = timer;
        timer = null;
        if (pending != null) {
            pending.cancel(false);
        }
    }

    /** Something has arrived. */
    void sign() {
        lastSign = gate.nanoTime();
        pingedSinceSign = false;
    }

    /** Takes a pong that answers a ping of ours; false for any other. */
    boolean takes(ByteBuf pong) {
        int at = pong.readerIndex();
        if (pong.readableBytes() != 2 * Long.BYTES || pong.getLong(at) != mark) {
            return false;
        }
        if (pong.getLong(at + Long.BYTES) == pings && measuring) {
            measure();
        }
        return true;
    }

    /** What waited for us to read on is no measure of the way. */
    private void measure() {
        if (gate.pausedNanos() == pausedBefore) {
            roundTripNanos = now() - written;
        }
        measuring = false;
    }

    /** The last one that was measured. May be called from any thread. */
    Optional<Duration> roundTrip() {
        long nanos = roundTripNanos;
        return nanos == NONE ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
    }

    private void look() {
        long silent = gate.nanoTime() - lastSign;
        if (silent >= timeoutNanos) {
            timer = null;
            lost.accept(
                    new CloseReason(
                            CloseReason.CloseCodes.GOING_AWAY,
                            "no sign of life for "
                                    + TimeUnit.NANOSECONDS.toMillis(timeoutNanos)
                                    + " ms"));
            return;
        }
        if (untilPing(silent) <= 0) {
            ping();
        }
        timer = gate.schedule(this::look, Math.min(timeoutNanos - silent, untilPing(silent)));
    }

    private long untilPing(long silent) {
        if (mode == PingMode.LATENCY_CONTROL) {
            return timeoutNanos / 3 - (now() - lastPing);
        }
        return pingedSinceSign ? Long.MAX_VALUE : timeoutNanos / 2 - silent;
    }

    private void ping() {
        lastPing = now();
        pingedSinceSign = true;
        if (!underWay) {
            underWay = true;
            measuring = false;
            pings++;
            queue.offer(new Ping(mark, pings)).whenComplete((nothing, failure) -> written());
        }
    }

    private void written() {
        underWay = false;
        measuring = true;
        written = now();
        pausedBefore = gate.pausedNanos();
    }

    private long now() {
        return channel.eventLoop().ticker().nanoTime();
    }
}
