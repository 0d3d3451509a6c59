package io.postern.internal.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.RefusalReason;
import io.postern.internal.config.NegotiationConfig;
import io.postern.internal.config.Overflow;
import io.postern.internal.negotiation.NegotiationOutcome.Established;
import io.postern.internal.negotiation.NegotiationOutcome.Refused;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NegotiationDeadlineTest {

    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Duration ALMOST = Negotiation.TIMEOUT.minus(MOMENT);

    private final NegotiationQueue queue = Negotiation.queue(1, 5);

    @Test
    void it_passes_before_the_peer_has_said_anything() {
        try (Negotiation negotiation = Negotiation.silent(queue)) {
            assertTimesOut(negotiation, RefusalReason.TIMED_OUT_IN_TLS);
        }
    }

    @Test
    void it_counts_from_the_time_of_accept() {
        NegotiationConfig config =
                new NegotiationConfig(1, 5, Negotiation.TIMEOUT, Overflow.DROP_OLDEST);
        NegotiationQueue late = new NegotiationQueue(config, Duration.ofSeconds(4)::toNanos);
        try (Negotiation negotiation = new Negotiation(late)) {
            negotiation.pass(Duration.ofSeconds(6).minus(MOMENT));
            assertThat(negotiation.outcomes).isEmpty();
            negotiation.pass(MOMENT);
            assertThat(negotiation.refusal()).isEqualTo(RefusalReason.TIMED_OUT_IN_TLS);
        }
    }

    @Test
    void it_passes_while_the_connection_waits() {
        try (Negotiation holder = new Negotiation(queue);
                Negotiation waiting = new Negotiation(queue)) {
            assertTimesOut(waiting, RefusalReason.TIMED_OUT_WAITING);
            assertThat(queue.waiting()).isZero();
            assertThat(holder.outcomes).isEmpty();
        }
    }

    @Test
    void it_passes_in_the_tls_handshake() {
        try (Negotiation negotiation = new Negotiation(queue)) {
            assertTimesOut(negotiation, RefusalReason.TIMED_OUT_IN_TLS);
            assertThat(queue.negotiating()).isZero();
        }
    }

    @Test
    void it_passes_in_the_upgrade() {
        try (Negotiation negotiation = new Negotiation(queue).secured()) {
            assertTimesOut(negotiation, RefusalReason.TIMED_OUT_IN_UPGRADE);
            assertThat(queue.negotiating()).isZero();
        }
    }

    @Test
    void it_counts_the_time_of_waiting() {
        try (Negotiation holder = new Negotiation(queue);
                Negotiation waiting = new Negotiation(queue)) {
            waiting.pass(ALMOST);
            holder.channel.close();
            waiting.run();
            assertThat(waiting.permits).isOne();
            waiting.pass(MOMENT);
            assertThat(waiting.refusal()).isEqualTo(RefusalReason.TIMED_OUT_IN_TLS);
            assertThat(waiting.channel.isOpen()).isFalse();
        }
    }

    @Test
    void it_holds_no_longer_when_the_upgrade_is_done() {
        try (Negotiation negotiation = new Negotiation(queue).secured()) {
            negotiation.handler.established();
            negotiation.pass(Negotiation.TIMEOUT);
            assertThat(negotiation.outcomes).containsExactly(new Established());
            assertThat(negotiation.channel.isOpen()).isTrue();
        }
    }

    @Test
    void it_leaves_a_refused_connection_the_time_to_read_why() {
        try (Negotiation negotiation = new Negotiation(queue).secured()) {
            negotiation.handler.refused(new Refused(RefusalReason.BAD_REQUEST, "no key"));
            negotiation.pass(Negotiation.TIMEOUT);
            assertThat(negotiation.refusal()).isEqualTo(RefusalReason.BAD_REQUEST);
            assertThat(negotiation.channel.isOpen()).isTrue();
        }
    }

    private static void assertTimesOut(Negotiation negotiation, RefusalReason reason) {
        negotiation.pass(ALMOST);
        assertThat(negotiation.outcomes).isEmpty();
        negotiation.pass(MOMENT);
        assertThat(negotiation.refusal()).isEqualTo(reason);
        assertThat(negotiation.channel.isOpen()).isFalse();
    }
}
