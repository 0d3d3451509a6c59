package io.postern.internal.listener;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.postern.internal.session.EventLoopThread;
import io.postern.internal.tls.OwnedThreads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The threads of one listener: those that accept, those that negotiate and those that carry
 * messages, apart, so that handshakes never run where messages do.
 */
final class EventLoops {

    /** How long closing waits for each thing that should end at once. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Threads acceptor;
    private final Threads negotiation;
    private final Threads messages;

    /** Event loops, and the threads that they run on. */
    record Threads(OwnedThreads owned, EventLoopGroup group) {

        static Threads of(String prefix, int count) {
            OwnedThreads owned = new OwnedThreads(prefix, EventLoopThread::new);
            return new Threads(
                    owned,
                    new MultiThreadIoEventLoopGroup(count, owned, NioIoHandler.newFactory()));
        }
    }

    /**
     * @param listener its name, which the threads' names bear
     * @param cores for which the numbers of threads are chosen
     */
    EventLoops(String listener, int cores) {
        this(
                Threads.of("postern-" + listener + "-accept-", 1),
                Threads.of("postern-" + listener + "-negotiation-", Math.max(1, cores / 2)),
                Threads.of("postern-" + listener + "-message-", Math.max(1, cores)));
    }

    EventLoops(Threads acceptor, Threads negotiation, Threads messages) {
        this.acceptor = acceptor;
        this.negotiation = negotiation;
        this.messages = messages;
    }

    EventLoopGroup acceptor() {
        return acceptor.group();
    }

    EventLoopGroup negotiation() {
        return negotiation.group();
    }

    EventLoop nextMessageLoop() {
        return messages.group().next();
    }

    /**
     * Ends all threads and waits until they have ended, within a bound. The order spares a thread
     * that is still needed: what is negotiated moves to those that carry messages. The listening
     * channel has to be closed before.
     */
    void close() throws InterruptedException {
        List<Threads> all = List.of(negotiation, messages, acceptor);
        for (Threads threads : all) {
            threads.group().shutdownGracefully(0, 2, TimeUnit.SECONDS);
            threads.group().awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
        for (Threads threads : all) {
            threads.owned().join(PATIENCE);
        }
    }

    /** Waits for Netty's one thread of its own, which ends a second after its last task. */
    static void awaitNettyIdle() throws InterruptedException {
        try {
            GlobalEventExecutor.INSTANCE.awaitInactivity(
                    PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IllegalStateException neverStarted) {
            // Then there is nothing to wait for.
        }
    }
}
