package io.postern.internal.session;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection so that the peer can still read what was sent last. Closing a socket with
 * unread input resets it, and a reset may overtake the answer: so the output ends first, input is
 * read and dropped, and the socket is closed when the peer has closed or after a short while.
 */
public final class LingeringClose {

    /** How long a peer may take to close after it was told to go. */
    private static final long LINGER_MILLIS = 1_000;

    private LingeringClose() {}

    /**
     * Starts. The pipeline's last handler must release what still arrives. Called on the channel's
     * event loop, when the last write is done.
     */
    public static void start(Channel channel) {
        if (!channel.isOpen()) {
            return;
        }
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls != null) {
            tls.closeOutbound();
        } else if (channel instanceof DuplexChannel socket) {
            socket.shutdownOutput();
        }
        linger(channel, channel::close);
    }

    /**
     * As {@link #start}, for a handler before TLS, which has said what it had to say. The handler
     * must release what still arrives.
     *
     * @param close closes the socket
     */
    public static void withoutTls(DuplexChannel socket, Runnable close) {
        socket.shutdownOutput();
        linger(socket, close);
    }

    private static void linger(Channel channel, Runnable close) {
        ScheduledFuture<?> deadline =
                channel.eventLoop().schedule(close, LINGER_MILLIS, TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> deadline.cancel(false));
        channel.config().setAutoRead(true);
    }

    /**
     * Closes a connection whose time is up, with TLS's farewell if the peer has taken all that went
     * before it. Called on the channel's event loop.
     */
    public static void timedOut(Channel channel) {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        if (buffer != null && buffer.totalPendingWriteBytes() > 0) {
            cut(channel);
        } else {
            channel.close();
        }
    }

    /**
     * Closes at once, without TLS's farewell: for a peer that takes nothing any more, for whom the
     * TLS handler would wait in vain. May be called from any thread.
     */
    public static void cut(Channel channel) {
        ChannelHandlerContext tls = channel.pipeline().context(SslHandler.class);
        if (tls == null) {
            channel.close();
        } else {
            tls.close();
        }
    }
}
