package io.postern.internal.tls;

import static io.postern.internal.tls.TlsLog.LOG;

import java.time.Clock;
import java.time.Instant;

/**
 * Keeps one certificate's staple fresh. What has been fetched is sent until it expires, whatever
 * goes wrong meanwhile, unless the responder takes it back. Plain state for one thread.
 */
final class StapleUpkeep {

    private final StapleTarget target;
    private final Staples staples;
    private final Clock clock;
    private final Runnable failures;
    private final StapleSchedule schedule = new StapleSchedule();
    private State reported = State.NONE;
    private Instant expires = Instant.MIN;

    /** What the log has said last. */
    private enum State {
        /** Nothing yet. */
        NONE,
        /** There is a staple. */
        STAPLED,
        /** There is one, and its successor could not be fetched. */
        STALE,
        /** There is none. */
        MISSING,
        /** The responder says that the certificate is not good. */
        REFUSED
    }

    /**
     * Of a certificate for which nothing has been fetched.
     *
     * @param failures told each attempt that brought no staple
     */
    StapleUpkeep(StapleTarget target, Staples staples, Clock clock, Runnable failures) {
        this.target = target;
        this.staples = staples;
        this.clock = clock;
        this.failures = failures;
    }

    StapleTarget target() {
        return target;
    }

    /** Fetches, if it is time. */
    void poll(StapleSource source) {
        Instant now = clock.instant();
        if (schedule.isDue(now)) {
            fetch(source, now);
        }
        if (reported == State.STALE && isMissing()) {
            reported = State.MISSING;
            LOG.stapleExpired(target.subject());
        }
    }

    private void fetch(StapleSource source, Instant now) {
        try {
            Staple staple = source.fetch(target, now);
            staples.put(target.certificate(), staple);
            schedule.fetched(now, staple.expires());
            if (reported != State.STAPLED) {
                LOG.stapled(target.subject(), responder(), staple.expires());
            }
            expires = staple.expires();
            reported = State.STAPLED;
        } catch (OcspException e) {
            // closing interrupts what is being asked, and explains the failure
            if (!Thread.currentThread().isInterrupted()) {
                failed(e, now);
            }
        }
    }

    private void failed(OcspException e, Instant now) {
        failures.run();
        if (e.isAnswer()) {
            schedule.refused(now);
            staples.remove(target.certificate());
            report(State.REFUSED, e);
            return;
        }
        schedule.failed(now);
        if (reported == State.NONE || reported == State.STAPLED) {
            report(isMissing() ? State.MISSING : State.STALE, e);
        }
    }

    private void report(State state, OcspException e) {
        if (state == reported) {
            return;
        }
        reported = state;
        String problem = String.valueOf(e.getMessage());
        switch (state) {
            case REFUSED -> LOG.stapleRefused(target.subject(), responder(), problem);
            case STALE -> LOG.stapleNotRenewed(target.subject(), responder(), problem, expires);
            default -> LOG.stapleMissing(target.subject(), responder(), problem);
        }
    }

    private String responder() {
        return Printable.of(target.responder());
    }

    private boolean isMissing() {
        return staples.of(target.certificate()).isEmpty();
    }
}
