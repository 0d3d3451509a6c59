package io.postern.internal.upgrade;

import static io.postern.internal.upgrade.UpgradeLog.LOG;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.postern.internal.endpoint.CallbackContext;
import io.postern.internal.endpoint.EntryPolicy;
import io.postern.internal.endpoint.Identity;
import io.postern.internal.endpoint.LogRate;
import io.postern.internal.identity.Applicant;
import io.postern.internal.identity.Entry;
import io.postern.internal.identity.EntryDecision;
import io.postern.internal.upgrade.UpgradeDecision.Refuse;
import io.postern.upgrade.UpgradeRequest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Has candidates decided: first their origin, then who they are and whether they may enter, last
 * what becomes of the handshake. On the event loop's own thread where only the listener decides, on
 * a worker's where the application does.
 */
final class Deliberation {

    private final Entry entry;
    private final Executor workers;
    private final CallbackContext context;
    private final LogRate faults = new LogRate();

    /**
     * @param entry who may enter
     * @param workers run application code
     * @param context surrounds application code
     */
    Deliberation(Entry entry, Executor workers, CallbackContext context) {
        this.entry = entry;
        this.workers = workers;
        this.context = context;
    }

    /** A candidate and who it is, as far as the TLS handshake has shown. */
    private record Case(Candidate candidate, Peer peer, String listener, Channel channel)
            implements Applicant {

        @Override
        public boolean isWaiting() {
            return channel.isOpen();
        }

        @Override
        public Identity secured() {
            return peer.identity();
        }

        @Override
        public UpgradeRequest as(Identity identity) {
            return new ExaminedRequest(listener, candidate, peer.as(identity));
        }

        @Override
        public EntryPolicy policy() {
            return candidate.match().endpoint().descriptor().entry();
        }

        Class<?> endpoint() {
            return candidate.match().endpoint().descriptor().type();
        }
    }

    /**
     * Decides; called on the channel's event loop.
     *
     * @param peer who asks
     * @param decided told on the event loop; never when that has ended meanwhile
     * @return interrupts those who still decide, for nobody waits for them any more
     */
    Runnable decide(
            Candidate candidate,
            Peer peer,
            ChannelHandlerContext channel,
            Consumer<UpgradeDecision> decided) {
        Case one = new Case(candidate, peer, entry.listener(), channel.channel());
        if (!candidate.asksApplication() && !entry.mayBlock(one.endpoint())) {
            enter(one, workers, candidate::decide, decided);
            return () -> {};
        }
        Consumer<UpgradeDecision> there = decision -> report(decision, channel, decided);
        InterruptibleTasks tasks = new InterruptibleTasks(workers);
        try {
            tasks.execute(() -> context.run(() -> deliberateSafely(one, tasks, there)));
        } catch (RejectedExecutionException e) {
            decided.accept(failed(e));
        }
        return tasks::abandon;
    }

    /** The answer where something went wrong, which it logs. */
    Refuse failed(Throwable failure) {
        faults.log(failures -> LOG.decisionFailed(failure, failures));
        return Refuse.failed();
    }

    /** Whatever goes wrong is answered: a task keeps to itself what it throws. */
    private void deliberateSafely(Case one, Executor tasks, Consumer<UpgradeDecision> decided) {
        try {
            deliberate(one, tasks, decided);
        } catch (Throwable failure) {
            decided.accept(failed(failure));
        }
    }

    private void deliberate(Case one, Executor tasks, Consumer<UpgradeDecision> decided) {
        if (!one.isWaiting()) {
            // It has left while this task waited for a thread.
            return;
        }
        Optional<Refuse> refused =
                inRequest(
                        // Who it is counts only after its origin, and may be another's to say.
                        one.secured().unnamed(),
                        () -> one.candidate().checkOrigin(),
                        Optional.of(Refuse.failed()));
        if (refused.isPresent()) {
            decided.accept(refused.get());
            return;
        }
        enter(
                one,
                tasks,
                (peer, admitted) ->
                        inRequest(
                                admitted.identity(),
                                () -> one.candidate().decide(peer, admitted),
                                Refuse.failed()),
                decided);
    }

    /** What is left when a client may enter. */
    private interface Handshaking {
        UpgradeDecision decide(Peer peer, EntryDecision.Admitted admitted);
    }

    private void enter(
            Case one, Executor tasks, Handshaking rest, Consumer<UpgradeDecision> decided) {
        entryDecision(one, tasks)
                .thenApply(
                        decision ->
                                decision instanceof EntryDecision.Admitted admitted
                                        ? rest.decide(one.peer(), admitted)
                                        : Refuse.of((EntryDecision.Refused) decision))
                .exceptionally(this::failed)
                .thenAccept(decided);
    }

    private CompletionStage<EntryDecision> entryDecision(Case one, Executor tasks) {
        try {
            return entry.decide(one, tasks);
        } catch (Throwable failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    private <T> T inRequest(Identity identity, Supplier<T> question, T otherwise) {
        AtomicReference<T> answer = new AtomicReference<>(otherwise);
        try {
            context.inRequest(identity, () -> answer.set(question.get()));
        } catch (RuntimeException | LinkageError e) {
            failed(e);
        }
        return answer.get();
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
