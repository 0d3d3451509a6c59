package io.postern.internal.listener;

import static io.postern.internal.listener.ListenerLog.LOG;

import io.postern.ConnectionRefused;
import io.postern.RefusalReason;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Writes a line for each refusal, but no more than so many in a time; of the others it writes how
 * many they were. A flood of refusals so cannot become a flood of lines. Thread-safe, without lock.
 */
final class RefusalLog {

    static final int LINES = 10;
    static final Duration WINDOW = Duration.ofSeconds(10);

    private final String listener;
    private final Consumer<Runnable> afterWindow;
    private final AtomicInteger refusals = new AtomicInteger();
    private final Map<RefusalReason, LongAdder> unwritten = new EnumMap<>(RefusalReason.class);

    /**
     * @param afterWindow runs a task when {@link #WINDOW} has passed
     */
    RefusalLog(String listener, Consumer<Runnable> afterWindow) {
        this.listener = listener;
        this.afterWindow = afterWindow;
        for (RefusalReason reason : RefusalReason.values()) {
            unwritten.put(reason, new LongAdder());
        }
    }

    void write(ConnectionRefused refused) {
        if (refused.reason() == RefusalReason.PEER_LEFT) {
            // Whoever looks whether the port answers, as load balancers do, leaves at once.
            LOG.left(listener, refused.peer().orElse(null), refused.detail());
            return;
        }
        int before = refusals.getAndIncrement();
        if (before == 0) {
            startWindow();
        }
        if (before < LINES) {
            LOG.refused(listener, refused.peer().orElse(null), refused.reason(), refused.detail());
        } else {
            Objects.requireNonNull(unwritten.get(refused.reason())).increment();
        }
    }

    private void startWindow() {
        try {
            afterWindow.accept(this::endWindow);
        } catch (RejectedExecutionException listenerClosed) {
            // Nothing follows.
        }
    }

    /** Writes what is left to write: the sums of the window that is not over. */
    void endWindow() {
        refusals.set(0);
        StringJoiner sums = new StringJoiner(", ");
        unwritten.forEach(
                (reason, count) -> {
                    long sum = count.sumThenReset();
                    if (sum > 0) {
                        sums.add(reason + " " + sum);
                    }
                });
        if (sums.length() > 0) {
            LOG.moreRefused(listener, WINDOW.toSeconds(), sums.toString());
        }
    }
}
