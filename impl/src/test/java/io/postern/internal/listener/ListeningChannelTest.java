package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ListeningChannelTest {

    private final EventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final AtomicInteger accepted = new AtomicInteger();

    /** Fails at the first attempt to accept. */
    private static final class Failing extends ListeningChannel {

        private boolean failed;

        @Override
        protected int doReadMessages(List<Object> accepted) throws Exception {
            if (!failed) {
                failed = true;
                throw new OutOfMemoryError("in a test");
            }
            return super.doReadMessages(accepted);
        }
    }

    @AfterEach
    void end_the_loop() throws InterruptedException {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
    }

    @Test
    void a_lack_of_memory_does_not_close_it() throws Exception {
        AcceptPause pause = new AcceptPause("test");
        Channel listening =
                new ServerBootstrap()
                        .group(loop)
                        .channelFactory(Failing::new)
                        .handler(
                                new ChannelInboundHandlerAdapter() {
                                    @Override
                                    public void exceptionCaught(
                                            ChannelHandlerContext context, Throwable cause) {
                                        pause.begin(context.channel(), cause);
                                    }
                                })
                        .childHandler(
                                new ChannelInboundHandlerAdapter() {
                                    @Override
                                    public void channelActive(ChannelHandlerContext context) {
                                        accepted.incrementAndGet();
                                    }
                                })
                        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .sync()
                        .channel();
        InetSocketAddress address = (InetSocketAddress) listening.localAddress();
        try (Socket client = new Socket(address.getAddress(), address.getPort())) {
            await().until(() -> accepted.get() == 1);
            assertThat(client.isConnected()).isTrue();
        }
        assertThat(listening.isOpen()).isTrue();
    }
}
