package io.postern.internal.negotiation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.RefusalReason;
import io.postern.internal.negotiation.NegotiationOutcome.Established;
import io.postern.internal.negotiation.NegotiationOutcome.Refused;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** On every way out there is one outcome, and the permit is given back once. */
class NegotiationOutcomeTest {

    private final NegotiationQueue queue = Negotiation.queue(1, 1);

    @Test
    void an_upgrade_gives_the_permit_to_the_next() {
        try (Negotiation negotiation = new Negotiation(queue).secured();
                Negotiation next = new Negotiation(queue)) {
            negotiation.handler.established();
            next.run();
            assertThat(negotiation.outcomes).containsExactly(new Established());
            assertThat(negotiation.channel.pipeline().get(NegotiationHandler.class)).isNull();
            assertThat(next.permits).isOne();
        }
    }

    @Test
    void a_refusal_by_a_later_step_is_told_and_gives_the_permit_to_the_next() {
        try (Negotiation negotiation = new Negotiation(queue);
                Negotiation next = new Negotiation(queue)) {
            negotiation.handler.refused(new Refused(RefusalReason.NOT_TLS, "plain HTTP"));
            next.run();
            assertThat(negotiation.outcomes)
                    .containsExactly(new Refused(RefusalReason.NOT_TLS, "plain HTTP"));
            assertThat(next.permits).isOne();
        }
    }

    @Test
    void a_peer_that_leaves_gives_the_permit_to_the_next() {
        try (Negotiation negotiation = new Negotiation(queue);
                Negotiation next = new Negotiation(queue)) {
            negotiation.channel.close();
            next.run();
            assertThat(negotiation.refusal()).isEqualTo(RefusalReason.PEER_LEFT);
            assertThat(next.permits).isOne();
        }
    }

    @Test
    void a_peer_that_leaves_while_it_waits_is_never_permitted() {
        try (Negotiation holder = new Negotiation(queue);
                Negotiation waiting = new Negotiation(queue)) {
            waiting.channel.close();
            holder.channel.close();
            waiting.run();
            assertThat(waiting.refusal()).isEqualTo(RefusalReason.PEER_LEFT);
            assertThat(waiting.permits).isZero();
            assertThat(queue.negotiating()).isZero();
        }
    }

    @Test
    void one_that_is_turned_out_of_the_queue_is_closed() {
        try (Negotiation holder = new Negotiation(queue);
                Negotiation oldest = new Negotiation(queue);
                Negotiation newest = new Negotiation(queue)) {
            oldest.run();
            assertThat(oldest.refusal()).isEqualTo(RefusalReason.QUEUE_FULL);
            assertThat(oldest.channel.isOpen()).isFalse();
            assertThat(newest.outcomes).isEmpty();
            assertThat(holder.outcomes).isEmpty();
            assertThat(queue.waiting()).isOne();
        }
    }

    @Test
    void only_the_first_outcome_counts() {
        try (Negotiation negotiation = new Negotiation(queue).secured()) {
            negotiation.handler.refused(new Refused(RefusalReason.NO_ENDPOINT, "404"));
            negotiation.handler.refused(new Refused(RefusalReason.BAD_REQUEST, "400"));
            negotiation.handler.overflowed();
            negotiation.pass(Negotiation.TIMEOUT);
            negotiation.channel.close();
            assertThat(negotiation.refusal()).isEqualTo(RefusalReason.NO_ENDPOINT);
        }
    }

    @Test
    void two_outcomes_free_one_permit_only() {
        try (Negotiation negotiation = new Negotiation(queue);
                Negotiation next = new Negotiation(queue);
                Negotiation afterNext = new Negotiation(queue)) {
            negotiation.handler.refused(new Refused(RefusalReason.NOT_TLS, ""));
            negotiation.channel.close();
            next.run();
            afterNext.run();
            assertThat(queue.negotiating()).isOne();
        }
    }

    @Test
    void a_permit_that_arrives_after_the_end_goes_to_the_next() {
        try (Negotiation holder = new Negotiation(queue);
                Negotiation late = new Negotiation(queue)) {
            holder.channel.close();
            // The permit is on its way to the event loop, where the connection ends just now.
            late.handler.refused(new Refused(RefusalReason.PEER_LEFT, ""));
            late.run();
            assertThat(late.permits).isZero();
            assertThat(late.refusal()).isEqualTo(RefusalReason.PEER_LEFT);
            assertThat(queue.negotiating()).isZero();
            try (Negotiation next = new Negotiation(queue)) {
                assertThat(next.permits).isOne();
            }
        }
    }

    @Test
    void the_refusal_of_a_peer_that_left_says_in_which_state() {
        try (Negotiation negotiation = new Negotiation(queue).secured()) {
            negotiation.channel.close();
            assertThat(negotiation.outcomes)
                    .containsExactly(new Refused(RefusalReason.PEER_LEFT, "while UPGRADE"));
        }
    }

    @Test
    void one_who_says_nothing_takes_neither_a_permit_nor_a_place() {
        try (Negotiation silent = Negotiation.silent(queue);
                Negotiation speaking = new Negotiation(queue)) {
            assertThat(speaking.permits).isOne();
            assertThat(queue.waiting()).isZero();
            silent.channel.close();
            assertThat(silent.refusal()).isEqualTo(RefusalReason.PEER_LEFT);
            assertThat(queue.negotiating()).isOne();
        }
    }

    @Test
    void one_who_is_refused_before_it_asks_never_asks() {
        try (Negotiation plain = Negotiation.silent(queue)) {
            plain.handler.refused(new Refused(RefusalReason.NOT_TLS, "plain HTTP"));
            plain.handler.begin();
            assertThat(plain.refusal()).isEqualTo(RefusalReason.NOT_TLS);
            assertThat(queue.negotiating()).isZero();
        }
    }

    @Test
    void a_reset_while_it_waits_ends_it() {
        try (Negotiation holder = new Negotiation(queue);
                Negotiation waiting = new Negotiation(queue)) {
            waiting.channel.pipeline().fireExceptionCaught(new IOException("reset"));
            assertThat(waiting.refusal()).isEqualTo(RefusalReason.PEER_LEFT);
            assertThat(queue.waiting()).isZero();
            assertThat(holder.outcomes).isEmpty();
        }
    }

    @Test
    void a_reset_after_that_is_left_to_the_steps_behind() {
        try (Negotiation negotiation = new Negotiation(queue)) {
            negotiation.channel.pipeline().fireExceptionCaught(new IOException("reset"));
            assertThat(negotiation.outcomes).isEmpty();
            assertThatThrownBy(negotiation.channel::checkException).isInstanceOf(IOException.class);
        }
    }

    @Test
    void the_permit_is_given_back_though_who_is_told_the_outcome_fails() {
        Refused refused = new Refused(RefusalReason.NOT_TLS, "plain HTTP");
        try (Negotiation first = new Negotiation(queue);
                Negotiation next = new Negotiation(queue).secured()) {
            first.failsWhenTold = true;
            assertThatThrownBy(() -> first.handler.refused(refused)).hasMessage("on being told");
            next.run();
            assertThat(next.permits).isOne();
            next.failsWhenTold = true;
            assertThatThrownBy(next.handler::established).hasMessage("on being told");
            assertThat(queue.negotiating()).isZero();
        }
    }
}
