package io.postern.internal.tls;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.postern.internal.endpoint.Identity;
import io.postern.internal.upgrade.SecuredPeer;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;

/**
 * Waits for the end of the TLS handshake and reports it. A client whose session was resumed has not
 * been checked in the handshake; it is checked now, while what it sends waits here.
 */
final class HandshakeResultHandler extends ChannelInboundHandlerAdapter {

    private final SSLEngine engine;
    private final Optional<ClientIdentification> clients;
    private final AlertDelivery alerts;
    private final Consumer<TlsOutcome> outcome;

    /** What arrived during the check: no more than one read, for then reading stops. */
    private final Queue<Object> early = new ArrayDeque<>();

    /**
     * @param engine of this connection
     * @param clients knows who was found; empty where no certificate is asked for
     * @param alerts told when the handshake has failed; goes when it is done
     */
    HandshakeResultHandler(
            SSLEngine engine,
            Optional<ClientIdentification> clients,
            AlertDelivery alerts,
            Consumer<TlsOutcome> outcome) {
        this.engine = engine;
        this.clients = clients;
        this.alerts = alerts;
        this.outcome = outcome;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        clients.ifPresent(known -> known.begin(engine));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent completion) {
            if (completion.isSuccess()) {
                context.pipeline().remove(alerts);
                identify(context);
            } else {
                alerts.handshakeFailed();
                outcome.accept(HandshakeFailures.outcome(completion.cause()));
            }
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    private void identify(ChannelHandlerContext context) {
        if (clients.isEmpty()) {
            secured(context, Identity.NONE);
            return;
        }
        context.channel().config().setAutoRead(false);
        clients.get()
                .identify(
                        engine,
                        context.executor(),
                        identity -> {
                            context.channel().config().setAutoRead(true);
                            secured(context, identity);
                        },
                        refusal -> {
                            outcome.accept(TlsOutcome.Failed.of(refusal));
                            context.close();
                        });
    }

    private void secured(ChannelHandlerContext context, Identity identity) {
        if (context.isRemoved()) {
            return;
        }
        SSLSession session = engine.getSession();
        outcome.accept(
                new TlsOutcome.Secured(
                        session.getProtocol(),
                        session.getCipherSuite(),
                        new SecuredPeer(RequestedName.of(session), identity)));
        early.forEach(context::fireChannelRead);
        early.clear();
        context.pipeline().remove(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        early.add(message);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        clients.ifPresent(known -> known.end(engine));
        early.forEach(ReferenceCountUtil::release);
        early.clear();
    }

    /** The handshake's failure has been reported as its outcome; the channel closes by itself. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!alerts.isFailed()) {
            HandshakeLog.LOG.failed(cause.getClass().getName());
            context.close();
        }
    }
}
