package io.postern.internal.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * Speaks TLS, and ends a connection whose peer keeps sending records that hold no data. A KeyUpdate
 * (RFC 8446 section 4.6.3) is one: for its few bytes the server derives new keys and answers.
 * BoringSSL counts only those that follow one another, the JDK's engine none.
 *
 * <p>{@value #BURST} such records pass at once, as many as BoringSSL lets pass, and one per second
 * in the long run. An honest client changes its keys after gigabytes (RFC 8446 section 5.5) or
 * after minutes.
 *
 * <p>Renegotiation is not spoken: once the handshake is done, TLS 1.2 has another one in records of
 * the type handshake and TLS 1.3 has none of that type (RFC 8446 section 5.2).
 */
final class BudgetedSslHandler extends SslHandler {

    static final int BURST = 32;

    /** What a record counts as one for: the JDK's engine takes several KeyUpdates in one. */
    private static final int BYTES_EACH = 256;

    private static final long NANOS_EACH = TimeUnit.SECONDS.toNanos(1);

    /** Of a record: the first byte of its header. */
    private static final int HANDSHAKE = 22;

    /** Whether the record that is being decoded holds data. */
    private boolean delivered;

    /** Until all that was spent is there again, counted from {@link #lastSpent}. */
    private long debtNanos;

    private long lastSpent;

    /**
     * @param engine of this connection, which takes one record at a time
     * @param tasks runs what the engine delegates
     */
    BudgetedSslHandler(SSLEngine engine, Executor tasks) {
        super(engine, tasks);
    }

    /** Has to come next in the pipeline: knows which records hold data. */
    ChannelInboundHandler deliveries() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                delivered = true;
                context.fireChannelRead(message);
            }
        };
    }

    /** Decodes one record, or none if it is not complete. */
    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
            throws SSLException {
        boolean established = handshakeFuture().isSuccess();
        if (established && in.isReadable() && in.getByte(in.readerIndex()) == HANDSHAKE) {
            throw refused(in, "renegotiation");
        }
        int before = in.readableBytes();
        delivered = false;
        super.decode(context, in, out);
        int consumed = before - in.readableBytes();
        if (established && consumed > 0 && !delivered) {
            spend(context, 1 + consumed / BYTES_EACH);
            if (debtNanos > BURST * NANOS_EACH) {
                throw refused(in, "too many TLS records without data");
            }
            raisePending(context);
        }
    }

    private static SSLException refused(ByteBuf in, String message) {
        in.skipBytes(in.readableBytes());
        return new SSLException(message);
    }

    /**
     * Netty's BoringSSL engine keeps a fatal error that it has told the peer about to itself until
     * it is used again, and a peer that says no more would stay.
     */
    private void raisePending(ChannelHandlerContext context) throws SSLException {
        if (!(engine() instanceof ReferenceCountedOpenSslEngine) || engine().isInboundDone()) {
            return;
        }
        try {
            flush(context);
        } catch (SSLException e) {
            throw e;
        } catch (Exception e) {
            throw new SSLException(e);
        }
    }

    /**
     * A delegated task may fail when the channel has closed and its handlers are gone; then nobody
     * is left who would have to know.
     */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) throws Exception {
        if (!context.isRemoved()) {
            super.exceptionCaught(context, cause);
        }
    }

    private void spend(ChannelHandlerContext context, int records) {
        long now = context.channel().eventLoop().ticker().nanoTime();
        if (debtNanos > 0) {
            debtNanos = Math.max(0, debtNanos - (now - lastSpent));
        }
        debtNanos += records * NANOS_EACH;
        lastSpent = now;
    }
}
