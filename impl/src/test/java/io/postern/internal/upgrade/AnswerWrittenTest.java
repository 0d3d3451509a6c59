package io.postern.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import io.postern.internal.upgrade.UpgradeDecision.Accept;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A decision is told when its answer has left, and not before. */
class AnswerWrittenTest {

    /** A transport that takes what is written and leaves open what becomes of it. */
    private static final class SlowTransport extends ChannelOutboundHandlerAdapter {

        final List<ChannelPromise> writes = new ArrayList<>();

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            ReferenceCountUtil.release(message);
            writes.add(promise);
        }
    }

    private final SlowTransport transport = new SlowTransport();

    @Test
    void an_acceptance_waits_for_its_101() {
        try (UpgradeChannel upgrade = new UpgradeChannel()) {
            upgrade.channel.pipeline().addFirst(transport);
            upgrade.receive(Requests.wire("/chat/a"));
            assertThat(upgrade.decisions).isEmpty();
            transport.writes.forEach(ChannelPromise::setSuccess);
            assertThat(upgrade.decisions).singleElement().isInstanceOf(Accept.class);
        }
    }

    @Test
    void a_101_that_cannot_be_sent_closes_the_connection_and_is_no_acceptance() {
        try (UpgradeChannel upgrade = new UpgradeChannel()) {
            upgrade.channel.pipeline().addFirst(transport);
            upgrade.receive(Requests.wire("/chat/a"));
            transport.writes.forEach(write -> write.setFailure(new IOException("gone")));
            assertThat(upgrade.decisions).isEmpty();
            assertThat(upgrade.channel.isOpen()).isFalse();
        }
    }

    @Test
    void a_refusal_is_told_as_soon_as_it_has_left_and_not_after_the_lingering_close() {
        try (UpgradeChannel upgrade = new UpgradeChannel()) {
            upgrade.channel.pipeline().addFirst(transport);
            upgrade.receive(Requests.wire("/nowhere"));
            assertThat(upgrade.decisions).isEmpty();
            transport.writes.forEach(ChannelPromise::setSuccess);
            assertThat(upgrade.refusal().status().code()).isEqualTo(404);
            assertThat(upgrade.channel.isOpen()).isTrue();
        }
    }

    @Test
    void a_refusal_that_cannot_be_sent_is_told_all_the_same() {
        try (UpgradeChannel upgrade = new UpgradeChannel()) {
            upgrade.channel.pipeline().addFirst(transport);
            upgrade.receive(Requests.wire("/nowhere"));
            transport.writes.forEach(write -> write.setFailure(new IOException("gone")));
            assertThat(upgrade.refusal().status().code()).isEqualTo(404);
        }
    }
}
