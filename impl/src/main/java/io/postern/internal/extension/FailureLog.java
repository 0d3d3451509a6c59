package io.postern.internal.extension;

import static io.postern.internal.extension.ExtensionLog.LOG;

import java.time.Duration;

/** Logs what fails, the first at once and then one in a while: each peer may cause it. */
final class FailureLog {

    static final Duration BETWEEN_MESSAGES = Duration.ofSeconds(10);

    private long failures;
    private boolean logged;
    private long loggedAt;

    /**
     * @param now of the event loops' clock, in nanoseconds
     */
    synchronized void add(Throwable cause, NamedExtension extension, String listener, long now) {
        failures++;
        if (!logged || now - loggedAt >= BETWEEN_MESSAGES.toNanos()) {
            LOG.failed(cause, listener, extension.name(), failures);
            logged = true;
            loggedAt = now;
            failures = 0;
        }
    }
}
