package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.ListenerStatistics;
import io.postern.RefusalReason;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** What a listener has counted since the beginning of a test. */
final class Counted {

    private final TestListener listener;
    private final ListenerStatistics before;

    private Counted(TestListener listener) {
        this.listener = listener;
        this.before = listener.statistics();
    }

    static Counted from(TestListener listener) {
        return new Counted(listener);
    }

    /** Waits until nothing of the connections is left; then one was refused, for this reason. */
    void oneRefusal(RefusalReason reason) {
        await().until(() -> listener.statistics().accepted() > before.accepted());
        awaitNothingLeft();
        assertThat(refusals()).isEqualTo(Map.of(reason, 1L));
        assertThat(listener.statistics().accepted() - before.accepted()).isOne();
        assertThat(listener.statistics().established()).isEqualTo(before.established());
    }

    /** The reasons that were counted, and how often. */
    Map<RefusalReason, Long> refusals() {
        Map<RefusalReason, Long> grown = new EnumMap<>(RefusalReason.class);
        ListenerStatistics now = listener.statistics();
        for (RefusalReason reason : RefusalReason.values()) {
            long growth = now.refused(reason) - before.refused(reason);
            if (growth != 0) {
                grown.put(reason, growth);
            }
        }
        return grown;
    }

    /** How often this reason was counted. */
    long refusals(RefusalReason reason) {
        return refusals().getOrDefault(reason, 0L);
    }

    /**
     * Waits until no connection is open, negotiating, waiting or a session, and each that was
     * accepted has its outcome counted.
     */
    void awaitNothingLeft() {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertNothingLeft(listener.statistics()));
    }

    /** As {@link #awaitNothingLeft}, of what was counted at a time. */
    static void assertNothingLeft(ListenerStatistics now) {
        assertThat(now)
                .extracting(
                        ListenerStatistics::openConnections,
                        ListenerStatistics::negotiating,
                        ListenerStatistics::waiting,
                        ListenerStatistics::openSessions)
                .as("connections, negotiating, waiting, sessions")
                .containsExactly(0, 0, 0, 0);
        assertThat(now.established() + sum(now.refused())).as("outcomes").isEqualTo(now.accepted());
    }

    private static long sum(Map<RefusalReason, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
