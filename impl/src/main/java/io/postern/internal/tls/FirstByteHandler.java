package io.postern.internal.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.postern.RefusalReason;
import io.postern.internal.session.LingeringClose;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Looks at the first byte of a connection, before any cryptography: a TLS connection begins with a
 * handshake record. Whoever speaks HTTP here has the scheme wrong and is told so in HTTP; all else
 * gets the alert {@code unexpected_message} (RFC 8446 section 5).
 */
final class FirstByteHandler extends ChannelInboundHandlerAdapter {

    private static final int HANDSHAKE_RECORD = 22;

    /** A record of type alert, version 1.0 as records have it, level fatal, unexpected_message. */
    private static final byte[] UNEXPECTED_MESSAGE = {21, 3, 1, 0, 2, 2, 10};

    private static final String BODY = "This port speaks TLS: use wss:// or https://.\n";

    private static final byte[] SPEAK_TLS =
            ("HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=us-ascii\r\n"
                            + "Connection: close\r\nContent-Length: "
                            + BODY.length()
                            + "\r\n\r\n"
                            + BODY)
                    .getBytes(StandardCharsets.US_ASCII);

    private final Runnable begun;
    private final Consumer<TlsOutcome.Failed> refusal;
    private boolean refused;

    /**
     * @param begun told before the bytes of one who speaks TLS are handed on
     * @param refusal told when there is nothing to hand on
     */
    FirstByteHandler(Runnable begun, Consumer<TlsOutcome.Failed> refusal) {
        this.begun = begun;
        this.refusal = refusal;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (refused || !(message instanceof ByteBuf bytes) || !bytes.isReadable()) {
            ReferenceCountUtil.release(message);
            return;
        }
        int first = bytes.getUnsignedByte(bytes.readerIndex());
        if (first == HANDSHAKE_RECORD) {
            begin(bytes);
            context.pipeline().remove(this);
            context.fireChannelRead(message);
            return;
        }
        bytes.release();
        refuse(context, first >= 'A' && first <= 'Z');
    }

    private void begin(ByteBuf first) {
        try {
            begun.run();
        } catch (RuntimeException | Error e) {
            first.release();
            throw e;
        }
    }

    private void refuse(ChannelHandlerContext context, boolean http) {
        refused = true;
        byte[] answer = http ? SPEAK_TLS : UNEXPECTED_MESSAGE;
        context.writeAndFlush(Unpooled.wrappedBuffer(answer))
                .addListener(
                        written -> {
                            refusal.accept(
                                    new TlsOutcome.Failed(
                                            RefusalReason.NOT_TLS,
                                            http ? "plain HTTP on the TLS port" : "not TLS"));
                            LingeringClose.start(context.channel());
                        });
    }

    /** Of the peer's reset, most often. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        HandshakeLog.LOG.failed(cause.getClass().getName());
        context.close();
    }
}
