package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LingeringCloseTest {

    private static final class Dropping extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }
    }

    private static void answerAndClose(Channel channel) {
        channel.writeAndFlush(Unpooled.copiedBuffer("answer", StandardCharsets.US_ASCII))
                .addListener((ChannelFutureListener) done -> LingeringClose.start(channel));
    }

    @Test
    void a_peer_that_is_still_sending_reads_the_answer_and_then_the_end() throws Exception {
        try (Loopback loopback = new Loopback(c -> c.pipeline().addLast(new Dropping()));
                Socket client = loopback.connect()) {
            client.getOutputStream().write(new byte[100_000]);
            answerAndClose(loopback.accepted());
            client.getOutputStream().write(new byte[100_000]);
            // A reset instead of an orderly end would fail this read or lose the answer.
            byte[] read = client.getInputStream().readAllBytes();
            assertThat(new String(read, StandardCharsets.US_ASCII)).isEqualTo("answer");
        }
    }

    @Test
    void it_ends_when_the_peer_closes() throws Exception {
        try (Loopback loopback = new Loopback(c -> c.pipeline().addLast(new Dropping()))) {
            Channel channel;
            try (Socket client = loopback.connect()) {
                channel = loopback.accepted();
                answerAndClose(channel);
                assertThat(client.getInputStream().readAllBytes()).hasSize(6);
                assertThat(channel.isOpen()).isTrue();
            }
            await().until(() -> !channel.isOpen());
        }
    }

    @Test
    void a_peer_that_does_not_close_is_cut_after_a_second() {
        EmbeddedChannel channel = new EmbeddedChannel(new Dropping());
        channel.freezeTime();
        LingeringClose.start(channel);
        channel.advanceTimeBy(999, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isTrue();
        channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isFalse();
    }
}
