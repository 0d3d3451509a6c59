package io.postern.internal.extension;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.FixedLengthFrameDecoder;
import io.postern.RefusalReason;
import io.postern.internal.testing.RecordedLog;
import io.postern.netty.NettyConnection;
import io.postern.netty.NettyConnectionExtension;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Extensions with handlers of Netty's kind. */
class NettyConnectionExtensionTest {

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern.extension");

    private final List<NettyConnection> begun = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();

    /** Is done when the test says so. */
    private final NettyConnectionExtension waiting = begun::add;

    @Test
    void an_extension_that_is_done_at_once_leaves_everything_as_it_was() {
        ExtendedChannel channel =
                ExtendedChannel.with((NettyConnectionExtension) NettyConnection::done);
        assertThat(channel.handlers()).isEmpty();
        assertThat(channel.send("hello").through()).isEqualTo("hello");
        channel.finish();
    }

    @Test
    void bytes_wait_until_it_is_done_on_whatever_thread() {
        ExtendedChannel channel = ExtendedChannel.with(waiting);
        channel.send("one ").send("two ");
        assertThat(channel.through()).isEmpty();
        CompletableFuture.runAsync(begun.get(0)::done).join();
        channel.run();
        assertThat(channel.through()).isEqualTo("one two ");
        assertThat(channel.send("three").through()).isEqualTo("three");
        channel.finish();
    }

    @Test
    void each_extension_gets_what_the_one_before_has_left_over() {
        ExtendedChannel channel = ExtendedChannel.with(taking(3), taking(2), waiting, taking(4));
        channel.send("abcdefghijkl");
        assertThat(seen).containsExactly("abc", "de");
        assertThat(channel.through()).isEmpty();
        begun.get(0).done();
        channel.run();
        assertThat(seen).containsExactly("abc", "de", "fghi");
        assertThat(channel.through()).isEqualTo("jkl");
        assertThat(channel.handlers()).isEmpty();
        channel.finish();
    }

    @Test
    void handlers_that_its_handlers_have_added_go_as_well() {
        NettyConnectionExtension extension =
                connection -> {
                    connection.addHandler(
                            new ChannelInboundHandlerAdapter() {
                                @Override
                                public void channelRead(ChannelHandlerContext ctx, Object message) {
                                    ctx.pipeline()
                                            .addAfter(ctx.name(), null, new Forwarding())
                                            .addFirst(new Forwarding());
                                    ctx.fireChannelRead(message);
                                    connection.done();
                                }
                            });
                };
        ExtendedChannel channel = ExtendedChannel.with(extension);
        assertThat(channel.send("hello").through()).isEqualTo("hello");
        assertThat(channel.handlers()).isEmpty();
        channel.finish();
    }

    @Test
    void a_decoder_that_is_still_there_when_it_is_done_gives_back_what_it_holds() {
        NettyConnectionExtension extension =
                connection -> {
                    connection.addHandler(new FixedLengthFrameDecoder(10));
                    begun.add(connection);
                };
        ExtendedChannel channel = ExtendedChannel.with(extension).send("hello");
        begun.get(0).done();
        channel.run();
        assertThat(channel.through()).isEqualTo("hello");
        channel.finish();
    }

    @Test
    void an_extension_can_refuse_and_its_reason_is_told() {
        ExtendedChannel channel = ExtendedChannel.with(waiting).send("hello");
        assertThatThrownBy(() -> begun.get(0).refuse(""))
                .isInstanceOf(IllegalArgumentException.class);
        begun.get(0).refuse("no\rway");
        channel.run();
        assertThat(channel.reason()).isEqualTo(RefusalReason.REFUSED_BY_EXTENSION);
        assertThat(channel.detail()).endsWith(": no\\u000dway");
    }

    @Test
    void who_has_finished_cannot_change_anything_any_more() {
        ExtendedChannel channel = ExtendedChannel.with(waiting);
        NettyConnection connection = begun.get(0);
        connection.done();
        channel.run();
        InetSocketAddress somewhere = new InetSocketAddress("203.0.113.9", 1);
        for (Runnable late :
                List.<Runnable>of(
                        connection::done,
                        () -> connection.refuse("late"),
                        () -> connection.addHandler(new Forwarding()),
                        () -> connection.clientAddress(somewhere))) {
            assertThatThrownBy(late::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageEndingWith(" has finished with the connection");
        }
        channel.run();
        assertThat(channel.isRefused()).isFalse();
        channel.finish();
    }

    @Test
    void when_the_connection_has_ended_nothing_happens_any_more() {
        ExtendedChannel channel = ExtendedChannel.with(waiting, taking(1)).send("hello");
        channel.close();
        begun.get(0).addHandler(new Forwarding());
        begun.get(0).clientAddress(new InetSocketAddress("203.0.113.9", 1));
        begun.get(0).done();
        channel.run();
        assertThat(seen).isEmpty();
        assertThat(channel.isRefused()).isFalse();
    }

    @Test
    void an_address_that_would_have_to_be_looked_up_is_not_taken() {
        ExtendedChannel channel = ExtendedChannel.with(waiting);
        InetSocketAddress name = InetSocketAddress.createUnresolved("client.example", 1);
        assertThatThrownBy(() -> begun.get(0).clientAddress(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not resolved");
        channel.finish();
    }

    @Test
    void an_extension_that_throws_refuses_the_connection() {
        NettyConnectionExtension broken =
                connection -> {
                    throw new IllegalStateException("on purpose");
                };
        assertThat(ExtendedChannel.with(broken).reason()).isEqualTo(RefusalReason.INTERNAL_ERROR);
        assertThat(log.lines()).singleElement().asString().endsWith(": on purpose");
    }

    @Test
    void a_handler_that_throws_refuses_the_connection_also_when_netty_wraps_its_exception() {
        NettyConnectionExtension broken =
                connection ->
                        connection.addHandler(
                                new ByteToMessageDecoder() {
                                    @Override
                                    protected void decode(
                                            ChannelHandlerContext ctx, ByteBuf in, List<Object> out)
                                            throws Exception {
                                        throw new InterruptedException("on purpose");
                                    }
                                });
        ExtendedChannel channel = ExtendedChannel.with(broken).send("hello");
        assertThat(channel.reason()).isEqualTo(RefusalReason.INTERNAL_ERROR);
        assertThat(log.lines()).singleElement().asString().contains("POSTERN2701").contains("on p");
    }

    @Test
    void a_reset_of_the_peers_is_no_failure_of_the_extension() {
        ExtendedChannel channel = ExtendedChannel.with(waiting);
        channel.pipeline().fireExceptionCaught(new IOException("Connection reset"));
        assertThat(channel.isRefused()).isFalse();
        assertThat(log.lines()).isEmpty();
        assertThatThrownBy(channel::checkException).hasMessage("Connection reset");
        channel.finish();
    }

    @Test
    void who_takes_4096_bytes_and_is_not_done_never_will_be() {
        NettyConnectionExtension hungry =
                connection -> connection.addHandler(new FixedLengthFrameDecoder(1 << 20));
        ExtendedChannel channel = ExtendedChannel.with(hungry).send(new byte[4095]);
        assertThat(channel.isRefused()).isFalse();
        channel.send(new byte[1]);
        assertThat(channel.reason()).isEqualTo(RefusalReason.REFUSED_BY_EXTENSION);
        assertThat(channel.detail()).endsWith(": not done after 4096 bytes");
    }

    @Test
    void the_second_extension_has_no_bytes_of_its_own() {
        NettyConnectionExtension hungry =
                connection -> connection.addHandler(new FixedLengthFrameDecoder(1 << 20));
        ExtendedChannel channel = ExtendedChannel.with(waiting, hungry).send(new byte[4096]);
        assertThat(channel.isRefused()).isFalse();
        begun.get(0).done();
        channel.run();
        assertThat(channel.detail()).endsWith(": not done after 4096 bytes");
    }

    @Test
    void reading_stops_at_4096_bytes_and_goes_on_when_it_is_done() {
        ExtendedChannel channel = ExtendedChannel.with(waiting).send(new byte[4095]);
        int reads = channel.reads();
        channel.read();
        assertThat(channel.reads()).isGreaterThan(reads);
        channel.send(new byte[1]);
        reads = channel.reads();
        channel.read();
        assertThat(channel.reads()).isEqualTo(reads);
        begun.get(0).done();
        channel.run();
        channel.read();
        assertThat(channel.reads()).isGreaterThan(reads);
        assertThat(channel.through()).hasSize(4096);
        channel.finish();
    }

    /** Takes so many bytes, and is done. */
    private NettyConnectionExtension taking(int length) {
        return connection -> {
            connection.addHandler(new Taking(length));
            connection.addHandler(
                    new SimpleChannelInboundHandler<String>() {
                        @Override
                        protected void channelRead0(ChannelHandlerContext ctx, String taken) {
                            seen.add(taken);
                            connection.done();
                        }
                    });
        };
    }

    private static final class Taking extends ByteToMessageDecoder {

        private final int length;

        private Taking(int length) {
            this.length = length;
            setSingleDecode(true);
        }

        @Override
        protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
            if (in.readableBytes() >= length) {
                out.add(in.readCharSequence(length, ISO_8859_1).toString());
                ctx.pipeline().remove(this);
            }
        }
    }

    private static final class Forwarding extends ChannelInboundHandlerAdapter {}
}
