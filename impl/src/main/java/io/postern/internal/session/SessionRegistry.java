package io.postern.internal.session;

import io.netty.channel.Channel;
import io.postern.internal.config.DrainConfig;
import io.postern.internal.endpoint.DeployedEndpoint;
import io.postern.internal.endpoint.Identity;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sessions of a listener, each from its opening until its {@code @OnClose} has returned. */
final class SessionRegistry {

    private static final CloseReason NOT_ADMITTED =
            new CloseReason(
                    CloseReason.CloseCodes.VIOLATED_POLICY,
                    "the client certificate is not accepted any more");

    private final Set<WebSocketSession> sessions = ConcurrentHashMap.newKeySet();

    /** Connections on their way to become sessions; done when they have, or are closed. */
    private final Map<Channel, CompletableFuture<@Nullable Void>> arriving =
            new ConcurrentHashMap<>();

    /** Why no session is opened any more; null while they are. */
    private volatile @Nullable CloseReason draining;

    /** Adds a session; while draining it is closed at once. */
    void add(WebSocketSession session) {
        sessions.add(session);
        arrived(session.core().channel());
        CloseReason reason = draining;
        if (reason != null) {
            session.core().closing().startByContainer(reason);
        }
    }

    /** A connection that has got its 101 and will be a session on another event loop. */
    void expect(Channel channel) {
        arriving.put(channel, new CompletableFuture<>());
        channel.closeFuture().addListener(closed -> arrived(channel));
    }

    private void arrived(Channel channel) {
        CompletableFuture<@Nullable Void> expected = arriving.remove(channel);
        if (expected != null) {
            expected.complete(null);
        }
    }

    void remove(WebSocketSession session) {
        sessions.remove(session);
    }

    int size() {
        return sessions.size();
    }

    Stream<WebSocketSession> all() {
        return sessions.stream();
    }

    Set<Session> openSessions(DeployedEndpoint endpoint) {
        Set<Session> open = new HashSet<>();
        for (WebSocketSession session : sessions) {
            if (session.isOpen() && session.core().endpoint() == endpoint) {
                open.add(session);
            }
        }
        return open;
    }

    /** Closes with 1008 the sessions of clients with certificates that are not admitted. */
    void closeUnless(Predicate<Identity> admitted, Executor judges) {
        for (WebSocketSession session : sessions) {
            if (session.client().get().certificate().isPresent()) {
                judges.execute(() -> closeUnless(admitted, session));
            }
        }
    }

    private static void closeUnless(Predicate<Identity> admitted, WebSocketSession session) {
        if (session.isOpen() && !admitted.test(session.client().get())) {
            session.core().closing().startByContainer(NOT_ADMITTED);
        }
    }

    /**
     * Closes all sessions, a few at a time, and waits until each has ended; cuts those that have
     * not shortly before the time-out, so that their {@code @OnClose} can still be called in time.
     */
    void drain(DrainConfig config) throws InterruptedException {
        long end = System.nanoTime() + config.timeout().toNanos();
        CloseReason reason =
                new CloseReason(
                        CloseReason.CloseCodes.getCloseCode(config.closeCode()),
                        "the server is stopping");
        draining = reason;
        DrainPlan plan = DrainPlan.of(config, sessions.size());
        for (WebSocketSession session : sessions) {
            closeAfter(plan.delay(ThreadLocalRandom.current()), session, reason);
        }
        if (!awaitUntil(end - plan.lastOrders().toNanos())) {
            sessions.forEach(session -> session.core().cut());
            awaitUntil(end);
        }
    }

    private static void closeAfter(Duration delay, WebSocketSession session, CloseReason reason) {
        CloseHandshake closing = session.core().closing();
        if (delay.isZero()) {
            closing.startByContainer(reason);
            return;
        }
        try {
            session.core()
                    .channel()
                    .eventLoop()
                    .schedule(
                            () -> closing.startByContainer(reason),
                            delay.toNanos(),
                            TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // The event loop has ended, and the connection before it.
        }
    }

    private boolean awaitUntil(long deadline) throws InterruptedException {
        try {
            // In rounds: a connection may have become a session since the last one began.
            while (!sessions.isEmpty() || !arriving.isEmpty()) {
                Stream<CompletableFuture<@Nullable Void>> ended =
                        Stream.concat(
                                arriving.values().stream(),
                                sessions.stream().map(session -> session.core().ended()));
                CompletableFuture.allOf(ended.toArray(CompletableFuture[]::new))
                        .get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return sessions.isEmpty();
        }
    }
}
