package io.postern.internal.negotiation;

import static io.postern.internal.negotiation.RecordingApplicant.Answer.PERMITTED;
import static io.postern.internal.negotiation.RecordingApplicant.Answer.TOO_LATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.RefusalReason;
import io.postern.internal.config.NegotiationConfig;
import io.postern.internal.config.Overflow;
import io.postern.internal.negotiation.NegotiationOutcome.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One who cannot be done in time gets no permit when its turn comes. */
class TooLateTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private long now;

    private final NegotiationQueue queue =
            new NegotiationQueue(
                    new NegotiationConfig(1, 200_000, TIMEOUT, Overflow.DROP_OLDEST), () -> now);

    private Place entered(RecordingApplicant applicant) {
        Place place = queue.place(applicant, now);
        queue.enter(place);
        return place;
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    /** One negotiation that took this long and succeeded. */
    private void negotiate(Duration time) {
        Place place = entered(new RecordingApplicant());
        pass(time);
        queue.succeed(place);
    }

    @Test
    void with_less_time_left_than_a_negotiation_takes_the_next_one_gets_the_permit() {
        negotiate(Duration.ofMillis(100));
        Place holder = entered(new RecordingApplicant());
        RecordingApplicant late = new RecordingApplicant();
        entered(late);
        pass(Duration.ofMillis(9_901));
        RecordingApplicant next = new RecordingApplicant();
        entered(next);
        queue.leave(holder);
        assertThat(late.answers).containsExactly(TOO_LATE);
        assertThat(next.answers).containsExactly(PERMITTED);
        assertThat(queue.negotiating()).isOne();
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void with_just_enough_it_gets_the_permit() {
        negotiate(Duration.ofMillis(100));
        Place holder = entered(new RecordingApplicant());
        RecordingApplicant punctual = new RecordingApplicant();
        entered(punctual);
        pass(Duration.ofMillis(9_900));
        queue.leave(holder);
        assertThat(punctual.answers).containsExactly(PERMITTED);
    }

    @Test
    void as_long_as_nothing_is_known_all_get_it_until_their_time_is_over() {
        Place holder = entered(new RecordingApplicant());
        RecordingApplicant last = new RecordingApplicant();
        entered(last);
        pass(TIMEOUT);
        queue.leave(holder);
        assertThat(last.answers).containsExactly(PERMITTED);
    }

    @Test
    void those_that_failed_do_not_count() {
        Place failed = entered(new RecordingApplicant());
        pass(Duration.ofSeconds(5));
        queue.leave(failed);
        Place holder = entered(new RecordingApplicant());
        RecordingApplicant hurried = new RecordingApplicant();
        entered(hurried);
        pass(Duration.ofMillis(9_999));
        queue.leave(holder);
        assertThat(hurried.answers).containsExactly(PERMITTED);
    }

    @Test
    void one_who_has_waited_for_half_of_its_time_is_never_too_late_whatever_others_took() {
        for (int i = 0; i < TypicalDuration.LAST; i++) {
            negotiate(Duration.ofMillis(9_999));
        }
        Place holder = entered(new RecordingApplicant());
        RecordingApplicant patient = new RecordingApplicant();
        entered(patient);
        pass(Duration.ofSeconds(5));
        queue.leave(holder);
        assertThat(patient.answers).containsExactly(PERMITTED);
    }

    @Test
    void a_hundred_thousand_in_a_row_do_not_exhaust_the_stack() {
        negotiate(Duration.ofMillis(100));
        Place holder = entered(new RecordingApplicant());
        List<RecordingApplicant> crowd = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            RecordingApplicant one = new RecordingApplicant();
            crowd.add(one);
            entered(one);
        }
        pass(TIMEOUT);
        queue.leave(holder);
        assertThat(crowd).allSatisfy(one -> assertThat(one.answers).containsExactly(TOO_LATE));
        assertThat(queue.waiting()).isZero();
        assertThat(queue.negotiating()).isZero();
    }

    @Test
    void a_connection_is_closed_and_counted_as_timed_out() {
        negotiate(Duration.ofMillis(100));
        try (Negotiation holder = new Negotiation(queue);
                Negotiation late = new Negotiation(queue)) {
            pass(TIMEOUT);
            holder.handler.refused(new Refused(RefusalReason.BAD_REQUEST, ""));
            late.run();
            assertThat(late.permits).isZero();
            assertThat(late.refusal()).isEqualTo(RefusalReason.TIMED_OUT_WAITING);
            assertThat(late.channel.isOpen()).isFalse();
        }
    }
}
