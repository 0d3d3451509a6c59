package io.postern.internal.tls;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.postern.RefusalReason;
import java.nio.channels.ClosedChannelException;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;

/** Waits for the end of the TLS handshake and reports it. */
final class HandshakeResultHandler extends ChannelInboundHandlerAdapter {

    private final Consumer<TlsOutcome> outcome;

    HandshakeResultHandler(Consumer<TlsOutcome> outcome) {
        this.outcome = outcome;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent completion) {
            if (completion.isSuccess()) {
                outcome.accept(secured(context));
                context.pipeline().remove(this);
            } else {
                outcome.accept(failed(completion.cause()));
            }
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    private static TlsOutcome secured(ChannelHandlerContext context) {
        SSLEngine engine = context.pipeline().get(SslHandler.class).engine();
        SSLSession session = engine.getSession();
        refuseRenegotiation(engine);
        return new TlsOutcome.Secured(session.getProtocol(), session.getCipherSuite());
    }

    /**
     * A TLS 1.2 client may ask the JDK's engine for another handshake, and each costs what the
     * first did; without a new session it cannot be had. BoringSSL never renegotiates.
     */
    private static void refuseRenegotiation(SSLEngine engine) {
        if (!(engine instanceof ReferenceCountedOpenSslEngine)) {
            engine.setEnableSessionCreation(false);
        }
    }

    private static TlsOutcome failed(Throwable cause) {
        return new TlsOutcome.Failed(
                cause instanceof ClosedChannelException
                        ? RefusalReason.PEER_LEFT
                        : RefusalReason.TLS_FAILED,
                cause.getClass().getSimpleName());
    }

    /** The handshake's failure has been reported as its outcome; the channel closes by itself. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        HandshakeLog.LOG.failed(cause.getClass().getName());
        context.close();
    }
}
