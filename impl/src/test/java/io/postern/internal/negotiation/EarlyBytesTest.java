package io.postern.internal.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.postern.RefusalReason;
import io.postern.internal.negotiation.NegotiationOutcome.Refused;
import org.junit.jupiter.api.Test;

/** What comes before the permit is kept, up to a limit, and handed on with it. */
class EarlyBytesTest {

    private final NegotiationQueue queue = Negotiation.queue(1, 5);

    /** Counts how often the socket is asked for more. */
    private static final class Reads extends ChannelOutboundHandlerAdapter {

        private int count;

        @Override
        public void read(ChannelHandlerContext context) {
            count++;
            context.read();
        }

        static Reads of(Negotiation negotiation) {
            Reads reads = new Reads();
            negotiation.channel.pipeline().addFirst(reads);
            return reads;
        }
    }

    @Test
    void they_are_handed_on_with_the_permit_in_their_order_and_once() {
        try (Negotiation holder = new Negotiation(queue);
                Negotiation waiting = new Negotiation(queue)) {
            waiting.receive((byte) 4);
            waiting.receive((byte) 5, (byte) 6);
            assertThat(waiting.handedOn()).isEmpty();
            holder.handler.refused(new Refused(RefusalReason.BAD_REQUEST, ""));
            waiting.run();
            assertThat(waiting.permits).isOne();
            assertThat(waiting.handedOn()).containsExactly(22, 3, 1, 4, 5, 6);
            assertThat(waiting.channel.pipeline().get(EarlyBytes.class)).isNull();
            waiting.receive((byte) 7);
            assertThat(waiting.handedOn()).containsExactly(7);
        }
    }

    @Test
    void a_connection_is_read_although_reading_is_off() {
        try (Negotiation silent = Negotiation.silent(queue)) {
            Reads reads = Reads.of(silent);
            silent.receive((byte) 22);
            assertThat(reads.count).isOne();
            assertThat(silent.channel.config().isAutoRead()).isFalse();
        }
    }

    @Test
    void when_there_are_enough_of_them_reading_stops() {
        try (Negotiation holder = new Negotiation(queue);
                Negotiation waiting = new Negotiation(queue)) {
            Reads reads = Reads.of(waiting);
            waiting.receive(new byte[EarlyBytes.ENOUGH - Negotiation.FIRST.length - 1]);
            assertThat(reads.count).isOne();
            waiting.receive((byte) 1);
            assertThat(reads.count).isOne();
            holder.channel.close();
            waiting.run();
            assertThat(waiting.handedOn()).hasSize(EarlyBytes.ENOUGH);
        }
    }

    @Test
    void a_read_that_filled_its_buffer_is_the_last_for_the_next_would_be_larger() {
        try (Negotiation holder = new Negotiation(queue);
                Negotiation waiting = new Negotiation(queue)) {
            Reads reads = Reads.of(waiting);
            waiting.channel.writeInbound(waiting.channel.alloc().buffer(8, 8).writeZero(8));
            assertThat(reads.count).isZero();
            assertThat(holder.outcomes).isEmpty();
        }
    }

    @Test
    void they_are_released_when_the_peer_leaves_and_when_it_is_turned_out() {
        try (Negotiation holder = new Negotiation(queue);
                Negotiation leaving = new Negotiation(queue)) {
            ByteBuf more = leaving.channel.alloc().buffer(100).writeByte(1);
            leaving.channel.writeInbound(more);
            leaving.channel.close();
            leaving.run();
            assertThat(more.refCnt()).isZero();
            assertThat(leaving.handedOn()).isEmpty();
            assertThat(holder.outcomes).isEmpty();
        }
    }
}
