package io.postern.internal.listener;

import static io.postern.internal.listener.ListenerLog.LOG;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.postern.RefusalReason;
import io.postern.internal.identity.Finding;
import io.postern.internal.negotiation.NegotiationHandler;
import io.postern.internal.negotiation.NegotiationOutcome.Refused;
import io.postern.internal.negotiation.NegotiationQueue;
import io.postern.internal.session.LoopTransfer;
import io.postern.internal.tls.Printable;
import io.postern.internal.tls.Tls;
import io.postern.internal.tls.TlsOutcome;
import io.postern.internal.upgrade.SecuredPeer;
import io.postern.internal.upgrade.UpgradeDecision;
import java.util.Optional;

/**
 * The life of a connection, step by step, in the order in which it is lived. Each step takes what
 * the one before has made and goes on with the next; a step that ends a connection tells the
 * negotiation why.
 */
final class ConnectionPipeline extends ChannelInitializer<Channel> {

    private final Admission admission;
    private final NegotiationQueue queue;
    private final Steps steps;
    private final EventLoops loops;
    private final Counters counters;

    ConnectionPipeline(
            Admission admission,
            NegotiationQueue queue,
            Steps steps,
            EventLoops loops,
            Counters counters) {
        this.admission = admission;
        this.queue = queue;
        this.steps = steps;
        this.loops = loops;
        this.counters = counters;
    }

    /**
     * Step 1 is over: the connection was accepted. Step 2: the application's extensions are
     * applied. Step 3: when its first byte has come, and is TLS, it waits for a permit.
     */
    @Override
    protected void initChannel(Channel channel) {
        NegotiationHandler negotiation =
                new NegotiationHandler(
                        queue,
                        admission.acceptedAt(channel),
                        permitted -> secure(channel, permitted),
                        outcome -> counters.ended(channel, outcome));
        Tls.expect(channel, negotiation::begin, failed -> refuse(negotiation, failed));
        channel.pipeline().addLast(negotiation);
        // In front of what is there, and only now: one that refuses ends the negotiation.
        steps.extensions().apply(channel, negotiation::refused);
    }

    /** Step 4: it has a permit; TLS begins, and with it unlimited reading. */
    private void secure(Channel channel, NegotiationHandler negotiation) {
        try {
            startTls(channel, negotiation);
        } catch (RuntimeException | Error e) {
            LOG.negotiationFailed(e);
            negotiation.refused(new Refused(RefusalReason.INTERNAL_ERROR, e.getClass().getName()));
            channel.close();
        }
    }

    private void startTls(Channel channel, NegotiationHandler negotiation) {
        steps.tls()
                .start(
                        channel,
                        outcome -> {
                            if (outcome instanceof TlsOutcome.Failed failed) {
                                refuse(negotiation, failed);
                            } else if (outcome instanceof TlsOutcome.Secured secured) {
                                negotiation.secured();
                                upgrade(channel, secured.peer(), negotiation);
                            }
                        });
        channel.config().setAutoRead(true);
    }

    private static void refuse(NegotiationHandler negotiation, TlsOutcome.Failed failed) {
        negotiation.refused(
                new Refused(
                        failed.reason(), failed.validator(), Optional.empty(), failed.detail()));
    }

    /** Steps 5 and 6: it is encrypted; one request decides, and who sends it. */
    private void upgrade(Channel channel, SecuredPeer peer, NegotiationHandler negotiation) {
        steps.upgrade()
                .start(
                        channel,
                        peer,
                        decision -> {
                            if (decision instanceof UpgradeDecision.Refuse refusal) {
                                negotiation.refused(refused(refusal));
                            } else if (decision instanceof UpgradeDecision.Accept accept) {
                                steps.sessions().expect(channel);
                                negotiation.established();
                                counters.admitted(channel, accept);
                                converse(channel, accept);
                            }
                        });
    }

    private static Refused refused(UpgradeDecision.Refuse refusal) {
        Finding finding = refusal.finding();
        return new Refused(
                refusal.reason(),
                finding.check(),
                finding.principal().map(Printable::of),
                Printable.of(finding.detail()));
    }

    /** Step 7: 101 is sent; it moves to a message event loop and becomes a session (step 8). */
    private void converse(Channel channel, UpgradeDecision.Accept accept) {
        LoopTransfer.move(
                channel,
                loops.nextMessageLoop(),
                () -> {
                    steps.upgrade().leaveHttp(channel);
                    steps.sessions()
                            .start(
                                    channel,
                                    accept.endpoint(),
                                    accept.handshake(),
                                    () -> read(channel));
                });
    }

    /** The endpoint has opened: what the peer sends is read, and what came early handed over. */
    private void read(Channel channel) {
        // Before the early frames are handed over: they may pause reading again.
        channel.config().setAutoRead(true);
        steps.upgrade().finish(channel);
    }
}
