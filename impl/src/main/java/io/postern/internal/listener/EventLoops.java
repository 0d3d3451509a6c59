package io.postern.internal.listener;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.postern.internal.tls.OwnedThreads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The threads of one listener: those that accept, those that negotiate and those that carry
 * messages, apart, so that handshakes never run where messages do.
 */
final class EventLoops {

    /** How long closing waits for each thing that should end at once. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final OwnedThreads acceptorThreads;
    private final OwnedThreads negotiationThreads;
    private final OwnedThreads messageThreads;
    private final EventLoopGroup acceptor;
    private final EventLoopGroup negotiation;
    private final EventLoopGroup messages;

    /**
     * @param listener its name, which the threads' names bear
     * @param cores for which the numbers of threads are chosen
     */
    EventLoops(String listener, int cores) {
        String prefix = "postern-" + listener;
        acceptorThreads = new OwnedThreads(prefix + "-accept-");
        negotiationThreads = new OwnedThreads(prefix + "-negotiation-");
        messageThreads = new OwnedThreads(prefix + "-message-");
        acceptor = group(1, acceptorThreads);
        negotiation = group(Math.max(1, cores / 2), negotiationThreads);
        messages = group(Math.max(1, cores), messageThreads);
    }

    private static EventLoopGroup group(int threads, ThreadFactory factory) {
        return new MultiThreadIoEventLoopGroup(threads, factory, NioIoHandler.newFactory());
    }

    EventLoopGroup acceptor() {
        return acceptor;
    }

    EventLoopGroup negotiation() {
        return negotiation;
    }

    EventLoop nextMessageLoop() {
        return messages.next();
    }

    /**
     * Ends all threads and waits until they have ended, within a bound. The order spares a thread
     * that is still needed: what is accepted is negotiated, what is negotiated talks.
     */
    void close() throws InterruptedException {
        for (EventLoopGroup group : List.of(acceptor, negotiation, messages)) {
            group.shutdownGracefully(0, 2, TimeUnit.SECONDS);
            group.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
        acceptorThreads.join(PATIENCE);
        negotiationThreads.join(PATIENCE);
        messageThreads.join(PATIENCE);
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
