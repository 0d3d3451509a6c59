package io.postern.benchmarks.harness;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One connection that is echoed to. Each message bears its number; replies have to keep the order.
 */
final class EchoClient extends SimpleChannelInboundHandler<WebSocketFrame> {

    private static final int DIGITS = 16;

    private final EchoLoad.Echo echo;
    private final Tally tally;
    private final byte[] filling;
    private final long[] sentAt;
    private final CompletableFuture<Void> upgraded = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean stopping;
    private long sent;
    private long received;

    EchoClient(EchoLoad.Echo echo, Tally tally) {
        this.echo = echo;
        this.tally = tally;
        filling = new byte[echo.size() - DIGITS];
        Arrays.fill(filling, (byte) 'x');
        sentAt = new long[echo.inFlight()];
    }

    CompletableFuture<Void> upgraded() {
        return upgraded;
    }

    void stop() {
        stopping = true;
    }

    /** Waits until all replies are there and the connection is closed; else that is a fault. */
    void ended(long time, TimeUnit unit) throws InterruptedException {
        try {
            ended.get(time, unit);
        } catch (ExecutionException | TimeoutException e) {
            tally.fault();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            for (int i = 0; i < echo.inFlight(); i++) {
                send(context);
            }
            context.flush();
            upgraded.complete(null);
        }
    }

    private void send(ChannelHandlerContext context) {
        ByteBuf message = context.alloc().buffer(echo.size());
        message.writeCharSequence(HexFormat.of().toHexDigits(sent), StandardCharsets.US_ASCII);
        message.writeBytes(filling);
        sentAt[(int) (sent++ % sentAt.length)] = System.nanoTime();
        context.write(
                echo.text() ? new TextWebSocketFrame(message) : new BinaryWebSocketFrame(message));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        ByteBuf reply = frame.content();
        boolean right =
                frame instanceof TextWebSocketFrame == echo.text()
                        && reply.readableBytes() == echo.size()
                        && number(reply) == received;
        if (!right) {
            tally.fault();
        }
        tally.done(sentAt[(int) (received++ % sentAt.length)]);
        if (!stopping) {
            send(context);
        } else if (received == sent) {
            ended.complete(null);
            context.close();
        }
    }

    private static long number(ByteBuf reply) {
        return HexFormat.fromHexDigitsToLong(
                reply.toString(reply.readerIndex(), DIGITS, StandardCharsets.US_ASCII));
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(new IllegalStateException("the server has closed the connection"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(cause);
        context.close();
    }

    private void fail(Throwable cause) {
        upgraded.completeExceptionally(cause);
        ended.completeExceptionally(cause);
    }
}
