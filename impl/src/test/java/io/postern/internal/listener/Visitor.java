package io.postern.internal.listener;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.postern.internal.listener.Visit.End;
import io.postern.internal.listener.Visit.Exit;
import java.util.Arrays;

/** One client: makes its {@link Visit}. Belongs to its event loop. */
final class Visitor extends SimpleChannelInboundHandler<Object> {

    private final Visit visit;
    private final Runnable opened;
    private final StringBuilder response = new StringBuilder();
    private int replies;
    private boolean upgraded;
    private boolean left;
    private volatile boolean satisfied;

    /**
     * @param opened runs when the 101 has come
     */
    Visitor(Visit visit, Runnable opened) {
        this.visit = visit;
        this.opened = opened;
    }

    Visit visit() {
        return visit;
    }

    /** Whether it came as far as it wanted. */
    boolean satisfied() {
        return satisfied;
    }

    /** What must stand before the TLS handler, to leave in the middle of its handshake. */
    ChannelDuplexHandler guard() {
        return new ChannelDuplexHandler() {
            @Override
            public void write(ChannelHandlerContext context, Object bytes, ChannelPromise done) {
                context.write(bytes, done);
                if (visit.end() == End.AFTER_CLIENT_HELLO) {
                    done.addListener(written -> leave(context));
                }
            }

            @Override
            public void channelRead(ChannelHandlerContext context, Object bytes) {
                if (visit.end() == End.AFTER_SERVER_HELLO || left) {
                    ReferenceCountUtil.release(bytes);
                    leave(context);
                } else {
                    context.fireChannelRead(bytes);
                }
            }
        };
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent done && done.isSuccess()) {
            byte[] request = RawClient.upgradeRequest(visit.path());
            if (visit.end() == End.IN_THE_REQUEST) {
                sendAndLeave(context, Arrays.copyOf(request, request.length / 2));
            } else {
                send(context, request);
            }
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Object message) {
        if (left) {
            return;
        }
        if (message instanceof CloseWebSocketFrame close) {
            closed(context, close.statusCode());
        } else if (message instanceof TextWebSocketFrame) {
            replies++;
            proceed(context);
        } else if (message instanceof ByteBuf bytes) {
            if (upgraded) {
                // The first bytes of a large message, for the decoder is gone.
                leave(context);
            } else {
                readResponse(context, bytes);
            }
        }
    }

    private void readResponse(ChannelHandlerContext context, ByteBuf bytes) {
        while (bytes.isReadable() && response.indexOf("\r\n\r\n") < 0) {
            response.append((char) bytes.readByte());
        }
        if (response.indexOf("\r\n\r\n") < 0) {
            return;
        }
        if (response.indexOf("HTTP/1.1 101 ") != 0) {
            context.close();
            return;
        }
        upgraded = true;
        opened.run();
        if (visit.end() == End.AFTER_101) {
            leave(context);
            return;
        }
        context.pipeline()
                .addBefore(context.name(), "frames", new WebSocket13FrameDecoder(decoding()));
        proceed(context);
        if (bytes.isReadable() && !left) {
            context.pipeline().context(SslHandler.class).fireChannelRead(bytes.retain());
        }
    }

    private static WebSocketDecoderConfig decoding() {
        return WebSocketDecoderConfig.newBuilder()
                .expectMaskedFrames(false)
                .maxFramePayloadLength(StressEndpoints.LARGE_SIZE)
                .build();
    }

    private void proceed(ChannelHandlerContext context) {
        if (visit.end() == End.BY_FAILING_OPEN) {
            return;
        }
        if (replies < visit.messages()) {
            sendText(context, "message " + replies);
        } else if (replies == visit.messages()) {
            finish(context);
        }
    }

    private void finish(ChannelHandlerContext context) {
        switch (visit.end()) {
            case AFTER_MESSAGES -> leave(context);
            case IN_A_FRAME -> {
                byte[] frame = RawFrame.text("never complete").bytes();
                sendAndLeave(context, Arrays.copyOf(frame, frame.length - 5));
            }
            case IN_A_FRAGMENTED_MESSAGE -> {
                send(context, RawFrame.text("never").notFinal().bytes());
                sendAndLeave(context, RawFrame.continuation("complete").notFinal().bytes());
            }
            case WHILE_RECEIVING -> {
                sendText(context, StressEndpoints.LARGE);
                context.pipeline().remove("frames");
            }
            case AFTER_OWN_CLOSE -> sendAndLeave(context, RawFrame.close(1000, "").bytes());
            case BY_THE_SERVER -> sendText(context, StressEndpoints.LEAVE);
            case BY_IDLENESS -> sendText(context, StressEndpoints.IDLE);
            case BY_RESERVED_BITS -> send(context, RawFrame.text("wrong").withRsv(3).bytes());
            case BY_BAD_UTF8 ->
                    send(context, RawFrame.of(RawFrame.TEXT, new byte[] {(byte) 0xC0}).bytes());
            case BY_CLIENT_AFTER_FAILING_MESSAGE -> {
                sendText(context, "which makes it fail");
                send(context, RawFrame.close(1000, "").bytes());
            }
            default -> send(context, RawFrame.close(1000, "bye").bytes());
        }
    }

    /** The server closes, or answers our Close frame; the connection is its to end. */
    private void closed(ChannelHandlerContext context, int code) {
        satisfied |= code == visit.end().closeCode();
        switch (visit.end()) {
            case BY_THE_SERVER, BY_IDLENESS, BY_FAILING_OPEN ->
                    send(context, RawFrame.close(code, "").bytes());
            default -> {
                // It was the answer, or the server has failed the connection.
            }
        }
    }

    private static ChannelFuture sendText(ChannelHandlerContext context, String text) {
        return send(context, RawFrame.text(text).bytes());
    }

    private static ChannelFuture send(ChannelHandlerContext context, byte[] bytes) {
        return context.writeAndFlush(Unpooled.wrappedBuffer(bytes));
    }

    private void sendAndLeave(ChannelHandlerContext context, byte[] bytes) {
        send(context, bytes).addListener(written -> leave(context));
    }

    private void leave(ChannelHandlerContext context) {
        if (left) {
            return;
        }
        left = true;
        satisfied = true;
        if (visit.exit() == Exit.RESET) {
            context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        }
        if (visit.exit() == Exit.CLOSE_NOTIFY) {
            context.channel().close();
        } else {
            // From the TLS handler on, that is, without it.
            context.pipeline().context(SslHandler.class).close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable fault) {
        if (!left) {
            response.append('\n').append(fault);
        }
        context.close();
    }

    @Override
    public String toString() {
        return visit + " after " + replies + " replies, having read: " + response;
    }
}
