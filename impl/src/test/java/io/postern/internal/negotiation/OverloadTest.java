package io.postern.internal.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.config.NegotiationConfig;
import io.postern.internal.config.Overflow;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Half a minute in which five times as many come as can be served, in time that is simulated. */
class OverloadTest {

    private static final Duration LENGTH = Duration.ofSeconds(30);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int PERMITS = 16;

    /** What a negotiation takes; so 1,600 can be served each second. */
    private static final Duration SERVICE = Duration.ofMillis(10);

    private static final long BETWEEN_ARRIVALS = SERVICE.toNanos() / PERMITS / 5;

    private static final long CAPACITY = LENGTH.toNanos() / SERVICE.toNanos() * PERMITS;

    private record Event(long at, Runnable what) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at));

    private long now;
    private long served;
    private long longestWait;
    private long wasted;

    /** One who negotiates for as long as all do, and goes when its time is over. */
    private final class Client implements NegotiationQueue.Applicant {

        private final NegotiationQueue queue;
        private final Place place;
        private final long cameAt = now;
        private boolean gone;
        private boolean holding;

        Client(NegotiationQueue queue) {
            this.queue = queue;
            this.place = queue.place(this, now);
            // One who is done just in time is done.
            at(place.deadline + 1, this::timeOut);
            queue.enter(place);
        }

        @Override
        public void permitted() {
            holding = true;
            if (now < LENGTH.toNanos()) {
                longestWait = Math.max(longestWait, now - cameAt);
            }
            at(now + SERVICE.toNanos(), this::finish);
        }

        private void finish() {
            if (!gone) {
                gone = true;
                served++;
                queue.succeed(place);
            }
        }

        private void timeOut() {
            if (!gone) {
                gone = true;
                wasted += holding ? 1 : 0;
                queue.leave(place);
            }
        }

        @Override
        public void overflowed() {
            gone = true;
        }

        @Override
        public void tooLate() {
            gone = true;
        }
    }

    private void at(long time, Runnable what) {
        events.add(new Event(time, what));
    }

    private void run(int places, Overflow overflow) {
        NegotiationQueue queue =
                new NegotiationQueue(
                        new NegotiationConfig(PERMITS, places, TIMEOUT, overflow), () -> now);
        arrive(queue);
        for (Event next = events.poll(); next != null; next = events.poll()) {
            now = next.at();
            next.what().run();
        }
        assertThat(queue.negotiating()).isZero();
        assertThat(queue.waiting()).isZero();
    }

    private void arrive(NegotiationQueue queue) {
        new Client(queue);
        if (now < LENGTH.toNanos()) {
            at(now + BETWEEN_ARRIVALS, () -> arrive(queue));
        }
    }

    @ParameterizedTest
    @EnumSource(Overflow.class)
    void as_many_are_served_as_can_be_and_those_wait_for_a_moment_only(Overflow overflow) {
        run(128, overflow);
        assertThat(served).isGreaterThan(CAPACITY * 99 / 100);
        assertThat(longestWait)
                .isLessThanOrEqualTo(SERVICE.toNanos() * 128 / PERMITS + SERVICE.toNanos());
    }

    @Test
    void the_newest_wait_less_than_the_oldest_would_have_waited() {
        run(128, Overflow.DROP_OLDEST);
        // A full line moves with every arrival, not only with every permit.
        assertThat(longestWait).isLessThanOrEqualTo(BETWEEN_ARRIVALS * 128 + SERVICE.toNanos());
    }

    @Test
    void in_a_queue_that_is_far_too_long_no_permit_is_wasted_on_those_whose_time_is_over() {
        run(1_000_000, Overflow.DROP_OLDEST);
        assertThat(wasted).isLessThanOrEqualTo(PERMITS);
        assertThat(served).isGreaterThan(CAPACITY * 99 / 100);
    }
}
