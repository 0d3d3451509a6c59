package io.postern.internal.identity;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keys that are fetched when the first token asks for them, and anew when they are old or a token
 * names one that is not among them. One thread fetches; the others go on with the old ones, which
 * also stay when new ones cannot be had. Thread-safe.
 */
final class FetchedKeys implements KeySource {

    static final Duration KEPT = Duration.ofMinutes(10);

    /** Between two attempts: nobody who invents names of keys shall make the issuer busy. */
    static final Duration PAUSE = Duration.ofSeconds(30);

    /** The same while there are no keys at all. */
    static final Duration SHORT_PAUSE = Duration.ofSeconds(5);

    /** For a fetch that another thread is about: mostly enough, and not long for a thread. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final KeyFetch fetch;
    private final LongSupplier nanoTime;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Fetched fetched;
    private @Nullable Attempt last;

    private record Fetched(VerificationKeys keys, long at) {}

    private record Attempt(long endedAt, boolean failed) {}

    FetchedKeys(KeyFetch fetch, LongSupplier nanoTime) {
        this.fetch = fetch;
        this.nanoTime = nanoTime;
    }

    @Override
    public VerificationKeys current() throws TokenRefusal {
        Fetched known = fetched;
        if (known == null) {
            return first();
        }
        if (isOver(KEPT, known.at()) && fetching.tryLock()) {
            try {
                refresh(PAUSE);
            } finally {
                fetching.unlock();
            }
        }
        return keysOr(known.keys());
    }

    @Override
    public VerificationKeys newerThan(VerificationKeys lacking) throws TokenRefusal {
        if (!lock(PATIENCE)) {
            return keysOr(lacking);
        }
        try {
            if (keysOr(lacking).equals(lacking)) {
                refresh(PAUSE);
            }
            return keysOr(lacking);
        } finally {
            fetching.unlock();
        }
    }

    /** Who comes while another fetches waits for that, for there is nothing else to go by. */
    private VerificationKeys first() throws TokenRefusal {
        if (!lock(Duration.ofSeconds(15))) {
            throw unavailable();
        }
        try {
            if (fetched == null) {
                refresh(SHORT_PAUSE);
            }
        } finally {
            fetching.unlock();
        }
        Fetched found = fetched;
        if (found == null) {
            throw unavailable();
        }
        return found.keys();
    }

    private boolean lock(Duration patience) throws TokenRefusal {
        try {
            return fetching.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable();
        }
    }

    /** Under the lock; does nothing shortly after another attempt. */
    private void refresh(Duration pause) {
        Attempt before = last;
        if (before != null && !isOver(pause, before.endedAt())) {
            return;
        }
        boolean failedBefore = before != null && before.failed();
        try {
            VerificationKeys keys = fetch.now();
            fetched = new Fetched(keys, nanoTime.getAsLong());
            last = new Attempt(nanoTime.getAsLong(), false);
            if (failedBefore) {
                IdentityLog.LOG.fetchedAgain(fetch.place());
            }
        } catch (IdentityException e) {
            last = new Attempt(nanoTime.getAsLong(), true);
            if (!failedBefore) {
                IdentityLog.LOG.notFetched(
                        e.problem(),
                        fetched == null ? "no token is accepted" : "the old ones stay in use");
            }
        }
    }

    private VerificationKeys keysOr(VerificationKeys others) {
        Fetched found = fetched;
        return found == null ? others : found.keys();
    }

    private boolean isOver(Duration time, long since) {
        return nanoTime.getAsLong() - since >= time.toNanos();
    }

    private static TokenRefusal unavailable() {
        return TokenRefusal.unavailable(
                "cannot be verified, because the keys of its issuer cannot be fetched at present");
    }
}
