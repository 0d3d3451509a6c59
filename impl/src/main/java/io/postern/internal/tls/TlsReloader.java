package io.postern.internal.tls;

import static io.postern.internal.tls.TlsLog.LOG;

import io.postern.internal.config.TlsConfig;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Follows the rotation of a listener's certificates: looks at the files' content at an interval,
 * has what is new loaded, tries it in memory, and then has it published at once. Whatever goes
 * wrong leaves in service what is. One thread of its own.
 */
final class TlsReloader implements AutoCloseable {

    /** How long closing waits for a load that is under way. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final TlsConfig config;
    private final ContentHash inService;
    private final ReloadPort port;
    private final ReloadPolls polls;
    private final OwnedThreads threads;
    private final ScheduledExecutorService executor;
    private boolean closed;

    /**
     * Prepares; polls are done with the context class loader of the caller.
     *
     * @param config the files, and the interval
     * @param inService taken before what is in service was loaded
     * @param threadPrefix of the thread's name
     */
    TlsReloader(TlsConfig config, ContentHash inService, ReloadPort port, String threadPrefix) {
        this.config = config;
        this.inService = inService;
        this.port = port;
        this.polls = new ReloadPolls(inService);
        this.threads = new OwnedThreads(threadPrefix);
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        this.executor =
                Executors.newSingleThreadScheduledExecutor(
                        task -> {
                            Thread thread = threads.newThread(task);
                            thread.setContextClassLoader(application);
                            return thread;
                        });
    }

    /** Begins to poll; makes no thread where reloading is off, or no file is configured. */
    void start() {
        if (inService.isEmpty()) {
            return;
        }
        config.reload()
                .interval()
                .map(Duration::toNanos)
                .ifPresent(
                        nanos ->
                                executor.scheduleWithFixedDelay(
                                        this::poll, nanos, nanos, TimeUnit.NANOSECONDS));
    }

    /** Looks once. Throws nothing: an executor calls nothing again that has thrown. */
    void poll() {
        try {
            look();
        } catch (RuntimeException | Error unexpected) {
            LOG.pollFailed(unexpected);
        }
    }

    private void look() {
        ContentHash now = ContentHash.of(config);
        switch (polls.next(now)) {
            case NOTHING, WAIT -> {}
            case RESTORED -> port.restored();
            case RESTLESS -> reportRestlessness(now);
            case LOAD -> load(now);
        }
    }

    private void reportRestlessness(ContentHash now) {
        String problem =
                "The files with the listener's certificates have been found changed "
                        + ReloadPolls.RESTLESS
                        + " times in a row and are not loaded before they rest. Keep files that"
                        + " are written all the time, such as logs, out of these places.";
        if (polls.isNews(now, problem)) {
            port.failed(problem);
        }
    }

    private void load(ContentHash now) {
        try {
            if (tryAndPublish(port.load(), now)) {
                polls.loaded(now);
            } else {
                return;
            }
        } catch (TlsMaterialException e) {
            String problem = String.valueOf(e.getMessage());
            if (isNews(now, problem)) {
                port.failed(problem);
            }
            return;
        } catch (RuntimeException | LinkageError unexpected) {
            String problem = "Loading failed unexpectedly: " + Printable.of(unexpected) + ".";
            if (isNews(now, problem)) {
                LOG.pollFailed(unexpected);
                port.failed(problem);
            }
            return;
        }
        port.reloaded();
    }

    /** What changes while it is loaded is as good as not read. */
    private boolean tryAndPublish(ReloadPort.Candidate candidate, ContentHash now)
            throws TlsMaterialException {
        try {
            candidate.selfTest().run(candidate::newEngine);
        } catch (TlsMaterialException | RuntimeException | Error e) {
            candidate.discard();
            throw e;
        }
        // not discarded when publishing throws: it may be in service already
        if (isUnchangedSince(now) && publish(candidate)) {
            return true;
        }
        candidate.discard();
        return false;
    }

    private boolean isUnchangedSince(ContentHash before) {
        ContentHash after = ContentHash.of(config);
        if (after.equals(before)) {
            return true;
        }
        polls.changed(after);
        return false;
    }

    private synchronized boolean publish(ReloadPort.Candidate candidate) {
        if (closed) {
            return false;
        }
        candidate.publish();
        return true;
    }

    /** A writer at work, or the interrupt of closing, explains a failure that is not told. */
    private boolean isNews(ContentHash content, String problem) {
        return !isClosed() && isUnchangedSince(content) && polls.failed(content, problem);
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Publishes nothing from now on, interrupts a load, and waits for the end of the thread. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        executor.shutdownNow();
        try {
            threads.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
