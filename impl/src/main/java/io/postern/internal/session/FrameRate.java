package io.postern.internal.session;

import io.postern.internal.config.SocketConfig;
import java.util.concurrent.TimeUnit;

/**
 * A token bucket: so many frames in a second, and as many at once after a second without any. Who
 * goes beyond it must pause for a second; who does it again and again goes too far in the end.
 */
final class FrameRate {

    /** What a frame is. */
    enum Verdict {
        WITHIN,
        /** Reading must pause. */
        BEYOND,
        /** It has been so, in the second after each pause, for the whole patience. */
        TOO_LONG
    }

    /** How long a peer may go beyond the rate. */
    static final long PATIENCE_SECONDS = 10;

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long PATIENCE = PATIENCE_SECONDS * SECOND;

    private final long perSecond;

    /** In billionths of a frame. */
    private long credit;

    private long lastFrame;

    /** Whether the second since {@link #resumedAt} is not over or had too many frames. */
    private boolean beyond;

    private long beyondSince;
    private long resumedAt;

    /**
     * @param perSecond {@link SocketConfig#NO_LIMIT} for any number
     * @param now in nanoseconds, from any moment on
     */
    FrameRate(int perSecond, long now) {
        this.perSecond = perSecond;
        this.credit = perSecond * SECOND;
        this.lastFrame = now;
    }

    long perSecond() {
        return perSecond;
    }

    boolean isLimited() {
        return perSecond != SocketConfig.NO_LIMIT;
    }

    /** A frame has come. */
    Verdict frame(long now) {
        long earned = Math.min(now - lastFrame, SECOND) * perSecond;
        lastFrame = now;
        credit = Math.min(credit + earned, perSecond * SECOND) - SECOND;
        if (credit >= 0) {
            return Verdict.WITHIN;
        }
        if (!beyond || now - resumedAt > SECOND) {
            beyond = true;
            beyondSince = now;
        }
        return now - beyondSince < PATIENCE ? Verdict.BEYOND : Verdict.TOO_LONG;
    }

    /** The pause is over. */
    void resumed(long now) {
        resumedAt = now;
    }
}
