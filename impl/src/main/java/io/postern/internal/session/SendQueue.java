package io.postern.internal.session;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.postern.internal.config.SendLimits;
import io.postern.internal.config.SendOverflow;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one session on their way to its event loop, from any thread, in order. What is
 * queued when the event loop comes to it is written together and flushed once. The bytes that the
 * peer has not taken yet are counted, so that senders can wait for room and a peer that takes
 * nothing can be noticed.
 */
final class SendQueue {

    /** So many frames are written before they are flushed, should senders never pause. */
    private static final int BATCH = 256;

    /** Counted for each frame besides its payload: the longest header of a server's frame. */
    private static final int OVERHEAD = 10;

    private record Outgoing(
            WebSocketFrame frame, int size, CompletableFuture<@Nullable Void> written) {}

    private final Channel channel;
    private final SendLimits limits;
    private final Queue<Outgoing> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicLong unsentBytes = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();

    /** How many threads wait for room, or are about to: without one nobody has to be told. */
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * Whose turn it is to wait for room: else small messages would pass by a large one for ever.
     */
    private final ReentrantLock turn = new ReentrantLock(true);

    private final StallWatch stallWatch;

    /** Nothing may follow a Close frame (RFC 6455 section 5.5.1). Belongs to the event loop. */
    private boolean closeWritten;

    SendQueue(Channel channel, SendLimits limits) {
        this.channel = channel;
        this.limits = limits;
        this.stallWatch = new StallWatch(channel, limits.timeout(), unsentBytes::get);
        channel.closeFuture().addListener(closed -> signalRoom());
    }

    /**
     * Queues a frame, which becomes the queue's, whether there is room or not: for the protocol's
     * own frames.
     *
     * @return done when the frame has been written to the socket
     */
    CompletableFuture<@Nullable Void> offer(WebSocketFrame frame) {
        unsentBytes.addAndGet(OVERHEAD + frame.content().readableBytes());
        return offerReserved(frame);
    }

    /** Queues a frame for whose payload room has been {@linkplain #reserve reserved}. */
    CompletableFuture<@Nullable Void> offerReserved(WebSocketFrame frame) {
        CompletableFuture<@Nullable Void> written = new CompletableFuture<>();
        queue.add(new Outgoing(frame, OVERHEAD + frame.content().readableBytes(), written));
        schedule();
        return written;
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            try {
                channel.eventLoop().execute(this::drain);
            } catch (RejectedExecutionException e) {
                failAll();
            }
        }
    }

    /**
     * Takes room for a frame whose payload is of this size, where there is room; an empty queue
     * takes a message of any size. However many threads send, no more than the limit waits.
     */
    boolean reserve(int size) {
        long unsent = unsentBytes.get();
        while (unsent == 0 || unsent + size <= limits.bufferLimit()) {
            if (unsentBytes.compareAndSet(unsent, unsent + size + OVERHEAD)) {
                return true;
            }
            unsent = unsentBytes.get();
        }
        return false;
    }

    /** Gives room back that was reserved for a frame that is not sent. */
    void giveBack(int size) {
        unsentBytes.addAndGet(-(size + OVERHEAD));
        signalRoom();
    }

    /**
     * Waits until room for {@code size} bytes can be reserved, at most for the send time-out. Not
     * for event loops.
     *
     * @return whether it is reserved
     * @throws ClosedChannelException when the connection is gone
     */
    boolean awaitRoom(int size) throws IOException, InterruptedException {
        if (!turn.isLocked() && reserve(size)) {
            return true;
        }
        long deadline = System.nanoTime() + limits.timeout().toNanos();
        if (!turn.tryLock(limits.timeout().toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        try {
            return awaitRoom(size, deadline - System.nanoTime());
        } finally {
            turn.unlock();
        }
    }

    private boolean awaitRoom(int size, long atMost) throws IOException, InterruptedException {
        long nanos = atMost;
        lock.lockInterruptibly();
        // Before the first look: room that is made after it finds somebody to tell.
        waiting.incrementAndGet();
        try {
            while (!reserve(size)) {
                if (!channel.isOpen()) {
                    throw new ClosedChannelException();
                }
                if (nanos <= 0) {
                    return false;
                }
                nanos = room.awaitNanos(nanos);
            }
            return true;
        } finally {
            waiting.decrementAndGet();
            lock.unlock();
        }
    }

    private void drain() {
        // Cleared first: what is queued from here on finds the flag down and schedules again.
        scheduled.set(false);
        int count = 0;
        while (count < BATCH) {
            Outgoing next = queue.poll();
            if (next == null) {
                break;
            }
            write(next);
            count++;
        }
        if (count > 0) {
            channel.flush();
            stallWatch.watch();
        }
        if (!queue.isEmpty()) {
            schedule();
        }
    }

    private void write(Outgoing outgoing) {
        if (closeWritten) {
            fail(
                    outgoing,
                    new IOException("the session is closing: its Close frame has been sent"));
            return;
        }
        closeWritten = outgoing.frame() instanceof CloseWebSocketFrame;
        channel.write(outgoing.frame())
                .addListener(done -> finished(outgoing, done.isSuccess() ? null : done.cause()));
    }

    private void fail(Outgoing outgoing, IOException cause) {
        outgoing.frame().release();
        finished(outgoing, cause);
    }

    private void finished(Outgoing outgoing, @Nullable Throwable cause) {
        unsentBytes.addAndGet(-outgoing.size());
        stallWatch.progress();
        signalRoom();
        if (cause == null) {
            outgoing.written().complete(null);
        } else {
            outgoing.written().completeExceptionally(cause);
        }
    }

    private void failAll() {
        scheduled.set(false);
        for (Outgoing next = queue.poll(); next != null; next = queue.poll()) {
            fail(next, new ClosedChannelException());
        }
    }

    /** Fails {@code written} after so many milliseconds, if it is not done by then. */
    void failAfter(long millis, CompletableFuture<@Nullable Void> written) {
        try {
            ScheduledFuture<?> expiry =
                    channel.eventLoop()
                            .schedule(
                                    () -> written.completeExceptionally(timedOut(millis)),
                                    millis,
                                    TimeUnit.MILLISECONDS);
            written.whenComplete((nothing, failure) -> expiry.cancel(false));
        } catch (RejectedExecutionException e) {
            // The event loop has ended, and the write has failed with it.
        }
    }

    private static TimeoutException timedOut(long millis) {
        return new TimeoutException("the message was not written within " + millis + " ms");
    }

    private void signalRoom() {
        if (waiting.get() == 0) {
            return;
        }
        lock.lock();
        try {
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a peer that does not take what is sent is closed for it. */
    boolean closesOnOverflow() {
        return limits.overflow() == SendOverflow.CLOSE;
    }

    /** How many bytes may wait. */
    int limit() {
        return limits.bufferLimit();
    }

    /** The send time-out, in milliseconds. */
    long timeoutMillis() {
        return TimeUnit.NANOSECONDS.toMillis(limits.timeout().toNanos());
    }
}
