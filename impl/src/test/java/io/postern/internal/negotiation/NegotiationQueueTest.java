package io.postern.internal.negotiation;

import static io.postern.internal.negotiation.RecordingApplicant.Answer.OVERFLOWED;
import static io.postern.internal.negotiation.RecordingApplicant.Answer.PERMITTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.config.NegotiationConfig;
import io.postern.internal.config.Overflow;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NegotiationQueueTest {

    private final RecordingApplicant first = new RecordingApplicant();
    private final RecordingApplicant second = new RecordingApplicant();
    private final RecordingApplicant third = new RecordingApplicant();
    private final RecordingApplicant fourth = new RecordingApplicant();
    private final Map<NegotiationQueue.Applicant, Place> places = new HashMap<>();

    @Test
    void as_many_are_permitted_at_once_as_there_are_permits() {
        NegotiationQueue queue = queue(2, 5, Overflow.DROP_OLDEST);
        enter(queue, first, second, third);
        assertThat(first.answers).containsExactly(PERMITTED);
        assertThat(second.answers).containsExactly(PERMITTED);
        assertThat(third.answers).isEmpty();
        assertCounts(queue, 2, 1);
    }

    @Test
    void a_permit_goes_to_the_one_who_has_waited_longest() {
        NegotiationQueue queue = queue(1, 5, Overflow.DROP_OLDEST);
        enter(queue, first, second, third);
        leave(queue, first);
        assertThat(second.answers).containsExactly(PERMITTED);
        assertThat(third.answers).isEmpty();
        leave(queue, second);
        assertThat(third.answers).containsExactly(PERMITTED);
        assertCounts(queue, 1, 0);
    }

    @Test
    void one_who_succeeded_gives_its_permit_back_as_well() {
        NegotiationQueue queue = queue(1, 5, Overflow.DROP_OLDEST);
        enter(queue, first, second);
        queue.succeed(place(first));
        assertThat(second.answers).containsExactly(PERMITTED);
        assertCounts(queue, 1, 0);
    }

    @Test
    void drop_oldest_turns_out_the_one_who_has_waited_longest() {
        NegotiationQueue queue = queue(1, 2, Overflow.DROP_OLDEST);
        enter(queue, first, second, third, fourth);
        assertThat(first.answers).containsExactly(PERMITTED);
        assertThat(second.answers).containsExactly(OVERFLOWED);
        assertThat(third.answers).isEmpty();
        assertThat(fourth.answers).isEmpty();
        assertCounts(queue, 1, 2);
    }

    @Test
    void refuse_newest_turns_away_the_one_who_comes() {
        NegotiationQueue queue = queue(1, 2, Overflow.REFUSE_NEWEST);
        enter(queue, first, second, third, fourth);
        assertThat(fourth.answers).containsExactly(OVERFLOWED);
        assertThat(second.answers).isEmpty();
        assertThat(third.answers).isEmpty();
        assertCounts(queue, 1, 2);
    }

    @ParameterizedTest
    @EnumSource(Overflow.class)
    void with_capacity_zero_nobody_waits(Overflow overflow) {
        NegotiationQueue queue = queue(1, 0, overflow);
        enter(queue, first, second);
        assertThat(second.answers).containsExactly(OVERFLOWED);
        leave(queue, second);
        leave(queue, first);
        assertThat(second.answers).containsExactly(OVERFLOWED);
        enter(queue, third);
        assertThat(third.answers).containsExactly(PERMITTED);
        assertCounts(queue, 1, 0);
    }

    @Test
    void any_who_wait_may_leave_and_are_passed_over() {
        NegotiationQueue queue = queue(1, 5, Overflow.DROP_OLDEST);
        RecordingApplicant fifth = new RecordingApplicant();
        enter(queue, first, second, third, fourth, fifth);
        leave(queue, third);
        leave(queue, second);
        leave(queue, fifth);
        assertCounts(queue, 1, 1);
        RecordingApplicant sixth = new RecordingApplicant();
        enter(queue, sixth);
        leave(queue, first);
        assertThat(fourth.answers).containsExactly(PERMITTED);
        leave(queue, fourth);
        assertThat(sixth.answers).containsExactly(PERMITTED);
        assertThat(second.answers).isEmpty();
        assertThat(third.answers).isEmpty();
        assertThat(fifth.answers).isEmpty();
        assertCounts(queue, 1, 0);
    }

    @Test
    void leaving_twice_gives_up_one_permit_only() {
        NegotiationQueue queue = queue(1, 5, Overflow.DROP_OLDEST);
        enter(queue, first, second, third);
        leave(queue, first);
        leave(queue, first);
        assertThat(third.answers).isEmpty();
        assertCounts(queue, 1, 1);
    }

    @Test
    void one_who_was_turned_out_has_nothing_to_leave() {
        NegotiationQueue queue = queue(1, 1, Overflow.DROP_OLDEST);
        enter(queue, first, second, third);
        leave(queue, second);
        assertThat(third.answers).isEmpty();
        assertCounts(queue, 1, 1);
    }

    @Test
    void the_number_of_permits_costs_no_memory() {
        NegotiationQueue queue = queue(Integer.MAX_VALUE, Integer.MAX_VALUE, Overflow.DROP_OLDEST);
        enter(queue, first, second);
        assertCounts(queue, 2, 0);
    }

    @Test
    void an_applicant_may_leave_while_it_is_being_permitted() {
        NegotiationQueue queue = queue(1, 5, Overflow.DROP_OLDEST);
        NegotiationQueue.Applicant fleeting =
                new NegotiationQueue.Applicant() {
                    @Override
                    public void permitted() {
                        queue.leave(place(this));
                    }

                    @Override
                    public void overflowed() {
                        throw new AssertionError("there was room");
                    }

                    @Override
                    public void tooLate() {
                        throw new AssertionError("there was time");
                    }
                };
        enter(queue, first, fleeting, second);
        leave(queue, first);
        assertThat(second.answers).containsExactly(PERMITTED);
        assertCounts(queue, 1, 0);
    }

    private static NegotiationQueue queue(int parallel, int capacity, Overflow overflow) {
        return new NegotiationQueue(config(parallel, capacity, overflow), () -> 0);
    }

    private static NegotiationConfig config(int parallel, int capacity, Overflow overflow) {
        return new NegotiationConfig(parallel, capacity, Duration.ofSeconds(10), overflow);
    }

    private void enter(NegotiationQueue queue, NegotiationQueue.Applicant... applicants) {
        for (NegotiationQueue.Applicant applicant : applicants) {
            places.put(applicant, queue.place(applicant, 0));
            queue.enter(place(applicant));
        }
    }

    private void leave(NegotiationQueue queue, NegotiationQueue.Applicant applicant) {
        queue.leave(place(applicant));
    }

    private Place place(NegotiationQueue.Applicant applicant) {
        Place place = places.get(applicant);
        if (place == null) {
            throw new AssertionError("it has not entered");
        }
        return place;
    }

    private static void assertCounts(NegotiationQueue queue, int negotiating, int waiting) {
        assertThat(queue.negotiating()).isEqualTo(negotiating);
        assertThat(queue.waiting()).isEqualTo(waiting);
    }
}
