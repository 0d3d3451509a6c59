package io.postern.internal.tls;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/** The generation that handshakes begin with. Thread-safe. */
final class InService {

    /** Whoever takes an engine of a generation must not meet its end half-way. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private Generation current;

    InService(Generation first) {
        this.current = first;
    }

    /** Has the present generation used; it is not ended meanwhile, so {@code use} must be short. */
    <T> T with(Function<Generation, T> use) {
        lock.readLock().lock();
        try {
            return use.apply(current);
        } finally {
            lock.readLock().unlock();
        }
    }

    Generation get() {
        return with(generation -> generation);
    }

    /** Puts another generation in service; the one before is returned, and is the caller's. */
    Generation swap(Generation next) {
        lock.writeLock().lock();
        try {
            Generation before = current;
            current = next;
            return before;
        } finally {
            lock.writeLock().unlock();
        }
    }
}
