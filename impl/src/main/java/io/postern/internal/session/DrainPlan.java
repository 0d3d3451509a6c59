package io.postern.internal.session;

import io.postern.internal.config.DrainConfig;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When which session is closed while a listener stops.
 *
 * @param spread over which time the sessions are told; few sessions take no longer than they need
 * @param lastOrders how long before the end those are cut that have not closed
 */
record DrainPlan(Duration spread, Duration lastOrders) {

    /** No more than a thousand clients a second are sent to look for another server. */
    private static final Duration EACH = Duration.ofMillis(1);

    private static final Duration MOST_LAST_ORDERS = Duration.ofSeconds(2);

    static DrainPlan of(DrainConfig config, int sessions) {
        Duration spread =
                min(
                        min(config.jitter(), EACH.multipliedBy(sessions)),
                        config.timeout().dividedBy(2));
        return new DrainPlan(spread, min(config.timeout().dividedBy(4), MOST_LAST_ORDERS));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** How long one session is left in peace. */
    Duration delay(RandomGenerator random) {
        return spread.isZero()
                ? Duration.ZERO
                : Duration.ofNanos(random.nextLong(spread.toNanos()));
    }
}
