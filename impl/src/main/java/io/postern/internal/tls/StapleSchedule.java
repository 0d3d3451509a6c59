package io.postern.internal.tls;

import java.time.Duration;
import java.time.Instant;

/** When the staple of one certificate is fetched. Plain state for one thread. */
final class StapleSchedule {

    /** A responder that gives short-lived answers is not asked more often. */
    static final Duration SHORTEST = Duration.ofMinutes(1);

    /** For so long clients may be told that a certificate is good which has been revoked. */
    static final Duration LONGEST = Duration.ofHours(4);

    static final Duration FIRST_RETRY = Duration.ofSeconds(10);

    static final Duration LONGEST_RETRY = Duration.ofHours(1);

    private Instant due = Instant.MIN;
    private int failures;

    /** Also when the clock has been set back to long before. */
    boolean isDue(Instant now) {
        return !now.isBefore(due) || due.isAfter(now.plus(LONGEST));
    }

    /** A staple is there: the next one is fetched after half of the time that is left. */
    void fetched(Instant now, Instant expires) {
        failures = 0;
        Duration half = Duration.between(now, expires).dividedBy(2);
        Duration pause = half.compareTo(LONGEST) > 0 ? LONGEST : half;
        due = now.plus(pause.compareTo(SHORTEST) < 0 ? SHORTEST : pause);
    }

    /** It could not be fetched: the pauses double. */
    void failed(Instant now) {
        Duration pause = FIRST_RETRY.multipliedBy(1L << Math.min(failures, 20));
        failures++;
        due = now.plus(pause.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : pause);
    }

    /** The responder has said what asking again will hardly change. */
    void refused(Instant now) {
        due = now.plus(LONGEST_RETRY);
    }
}
