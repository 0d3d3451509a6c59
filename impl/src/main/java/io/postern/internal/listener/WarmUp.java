package io.postern.internal.listener;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.ConcurrentSkipListIntObjMultimap;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Opens and closes a throw-away listener, so that every class that closing needs is loaded while
 * the server's class loader still loads classes: after a failed deployment some no longer do, and
 * threads would be left behind.
 */
public final class WarmUp {

    private WarmUp() {}

    /** Takes some 100 ms the first time; leaves nothing open. */
    public static void run() throws InterruptedException {
        EventLoops loops = new EventLoops("warm-up", 1);
        try {
            new ServerBootstrap()
                    .group(loops.acceptor(), loops.negotiation())
                    .channel(NioServerSocketChannel.class)
                    .childHandler(new ChannelInboundHandlerAdapter())
                    .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .await()
                    .channel()
                    .close()
                    .await();
            loops.nextMessageLoop().submit(() -> {}).await();
        } finally {
            loops.close();
        }
    }

    /**
     * Netty's allocator frees its memory in a finalizer, when the application has gone and its
     * classes can no longer be read: what it needs then is loaded now. To be called before anything
     * of Netty's is used, for a deployment that fails later leaves an allocator, too.
     */
    public static void loadClassesForFinalizer() {
        ConcurrentSkipListIntObjMultimap<String> chunks =
                new ConcurrentSkipListIntObjMultimap<>(-1);
        chunks.put(1, "chunk");
        chunks.iterator().next();
    }
}
