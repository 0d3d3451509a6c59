package io.postern.internal.tls;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.util.concurrent.Future;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One request over a connection of its own, and the response to it. Runs on the client's thread.
 */
final class OcspExchange extends SimpleChannelInboundHandler<FullHttpResponse> {

    private static final String REQUEST = "application/ocsp-request";
    private static final String RESPONSE = "application/ocsp-response";

    private static final String CLOSED = "closed the connection before it had answered";

    private final URI responder;
    private final byte[] request;
    private final CompletableFuture<byte[]> answer;

    /**
     * @param answer told the response's body, or why there is none
     */
    OcspExchange(URI responder, byte[] request, CompletableFuture<byte[]> answer) {
        this.responder = responder;
        this.request = request;
        this.answer = answer;
    }

    /** Told how the attempt to connect has ended. */
    void connected(Future<?> attempt) {
        if (!attempt.isSuccess()) {
            answer.completeExceptionally(
                    new OcspException(
                            "cannot be reached: " + message(attempt.cause()), attempt.cause()));
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        String path = responder.getRawPath().isEmpty() ? "/" : responder.getRawPath();
        String query = responder.getRawQuery() == null ? "" : "?" + responder.getRawQuery();
        FullHttpRequest post =
                new DefaultFullHttpRequest(
                        HttpVersion.HTTP_1_1,
                        HttpMethod.POST,
                        path + query,
                        Unpooled.wrappedBuffer(request));
        post.headers()
                .set(HttpHeaderNames.HOST, responder.getRawAuthority())
                .set(HttpHeaderNames.CONTENT_TYPE, REQUEST)
                .set(HttpHeaderNames.CONTENT_LENGTH, request.length)
                .set(HttpHeaderNames.ACCEPT, RESPONSE)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        context.writeAndFlush(post);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
        CharSequence type = HttpUtil.getMimeType(response);
        if (response.decoderResult().isFailure()) {
            fail("sent what is not an HTTP response");
        } else if (!response.status().equals(HttpResponseStatus.OK)) {
            fail("answered with HTTP status " + response.status().code());
        } else if (type == null || !RESPONSE.equalsIgnoreCase(type.toString())) {
            fail("sent a response of another type than " + RESPONSE);
        } else {
            answer.complete(ByteBufUtil.getBytes(response.content()));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(CLOSED);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        answer.completeExceptionally(failure(cause));
    }

    private void fail(String message) {
        answer.completeExceptionally(new OcspException(message));
    }

    /** Why there is no response, without the bytes that some exceptions repeat. */
    static OcspException failure(@Nullable Throwable cause) {
        Throwable fault =
                cause instanceof DecoderException && cause.getCause() != null
                        ? cause.getCause()
                        : cause;
        if (fault instanceof OcspException known) {
            return known;
        }
        if (fault instanceof TooLongFrameException) {
            return new OcspException(
                    "sent a response of more than %d bytes".formatted(OcspClient.MAX_RESPONSE));
        }
        if (fault instanceof PrematureChannelClosureException) {
            return new OcspException(CLOSED);
        }
        if (fault instanceof NotSslRecordException) {
            return new OcspException("does not speak TLS");
        }
        return new OcspException("cannot be asked: " + message(fault));
    }

    private static String message(@Nullable Throwable fault) {
        return fault == null
                ? "no reason known"
                : Printable.of(fault.getClass().getSimpleName() + ": " + fault.getMessage());
    }
}
