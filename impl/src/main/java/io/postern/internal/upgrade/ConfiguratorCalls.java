package io.postern.internal.upgrade;

import static io.postern.internal.upgrade.UpgradeLog.LOG;

import io.netty.channel.ChannelHandlerContext;
import io.postern.internal.endpoint.CallbackContext;
import io.postern.internal.upgrade.UpgradeDecision.Refuse;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Has candidates decided on the right thread: the event loop's own where only defaults decide, a
 * worker's where the application does.
 */
final class ConfiguratorCalls {

    private final Executor workers;
    private final CallbackContext context;

    /**
     * @param workers run application code
     * @param context surrounds application code
     */
    ConfiguratorCalls(Executor workers, CallbackContext context) {
        this.workers = workers;
        this.context = context;
    }

    /**
     * Decides; called on the channel's event loop.
     *
     * @param peer who asks
     * @param decided told on the event loop; never when that has ended meanwhile
     */
    void decide(
            Candidate candidate,
            Peer peer,
            ChannelHandlerContext channel,
            Consumer<UpgradeDecision> decided) {
        if (!candidate.asksApplication()) {
            decided.accept(candidate.decide(peer));
            return;
        }
        try {
            workers.execute(() -> report(ask(candidate, peer), channel, decided));
        } catch (RejectedExecutionException e) {
            LOG.decisionFailed(e);
            decided.accept(Refuse.failed());
        }
    }

    private UpgradeDecision ask(Candidate candidate, Peer peer) {
        AtomicReference<UpgradeDecision> decision = new AtomicReference<>(Refuse.failed());
        try {
            context.run(
                    () ->
                            context.inRequest(
                                    peer.identity(), () -> decision.set(candidate.decide(peer))));
        } catch (RuntimeException | LinkageError e) {
            LOG.decisionFailed(e);
        }
        return decision.get();
    }

    private static void report(
            UpgradeDecision decision,
            ChannelHandlerContext channel,
            Consumer<UpgradeDecision> decided) {
        try {
            channel.executor().execute(() -> decided.accept(decision));
        } catch (RejectedExecutionException listenerClosed) {
            // With its event loop the connection has ended, too.
            LOG.connectionFailed(listenerClosed.getClass().getName());
        }
    }
}
