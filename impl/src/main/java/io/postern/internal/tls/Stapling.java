package io.postern.internal.tls;

import static io.postern.internal.tls.TlsLog.LOG;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Keeps the staples of a listener's certificates fresh (RFC 6960, RFC 6066 section 8). One thread
 * of its own, which enters no native code and for which neither the start nor a handshake waits.
 */
final class Stapling implements AutoCloseable {

    /** Between two looks at what is due. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Optional<URI> responder;
    private final Staples staples;
    private final Clock clock;
    private final Runnable failures;
    private final StapleFetcher fetcher = new StapleFetcher();
    private final OwnedThreads threads;
    private final ScheduledExecutorService executor;

    /** Of the stapling's thread. */
    private Map<StapleTarget, StapleUpkeep> upkeeps = Map.of();

    /**
     * Prepares; asks nobody yet.
     *
     * @param responder {@code wss.tls.ocsp-stapling.responder}
     * @param staples where handshakes find them
     * @param services the clock, and the listener's name for that of the thread
     * @param failures told each attempt that brought no staple
     */
    Stapling(Optional<URI> responder, Staples staples, TlsServices services, Runnable failures) {
        this.responder = responder;
        this.staples = staples;
        this.clock = services.clock();
        this.failures = failures;
        this.threads = new OwnedThreads("postern-" + services.listener() + "-staple-");
        this.executor = Executors.newSingleThreadScheduledExecutor(threads);
    }

    /** Begins to fetch, in the background, whatever is due. */
    void start() {
        executor.scheduleWithFixedDelay(
                this::poll, LOOK.toNanos(), LOOK.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Serves these certificates from now on. Those that were there before keep their staples; the
     * others' are fetched at once, in the background.
     */
    void serve(List<TlsMaterial> certificates) {
        execute(() -> guarded(() -> replace(certificates)));
        pollNow();
    }

    /** Has what is due fetched at once, in the background. */
    void pollNow() {
        execute(this::poll);
    }

    private void execute(Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException listenerClosed) {
            // no handshake will want a staple any more
        }
    }

    private void replace(List<TlsMaterial> certificates) {
        Map<StapleTarget, StapleUpkeep> next = new LinkedHashMap<>();
        for (StapleTarget target : targets(certificates)) {
            StapleUpkeep known = upkeeps.get(target);
            next.put(
                    target,
                    known == null ? new StapleUpkeep(target, staples, clock, failures) : known);
        }
        upkeeps = next;
        staples.retain(
                next.keySet().stream().map(StapleTarget::certificate).collect(Collectors.toSet()));
        fetcher.retain(
                next.keySet().stream().map(StapleTarget::responder).collect(Collectors.toSet()));
    }

    private List<StapleTarget> targets(List<TlsMaterial> certificates) {
        List<StapleTarget> targets = new ArrayList<>();
        for (TlsMaterial material : certificates) {
            try {
                targets.add(StapleTarget.of(material, responder));
            } catch (TlsMaterialException nobodyToAsk) {
                LOG.stapleImpossible(material.source(), String.valueOf(nobodyToAsk.getMessage()));
            }
        }
        return targets;
    }

    private void poll() {
        upkeeps.values().forEach(upkeep -> guarded(() -> upkeep.poll(fetcher)));
    }

    /** Throws nothing: an executor calls nothing again that has thrown. */
    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | LinkageError unexpected) {
            LOG.staplingFailed(unexpected);
        }
    }

    /** Interrupts what is being asked, and waits for the end of all threads, within a bound. */
    @Override
    public void close() {
        executor.shutdownNow();
        try {
            threads.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        fetcher.close();
    }
}
