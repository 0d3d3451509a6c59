package io.postern.internal.session;

import io.postern.internal.endpoint.DeployedEndpoint;
import io.postern.internal.endpoint.Identity;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The sessions of a listener, each from its opening until its {@code @OnClose} has returned. */
final class SessionRegistry {

    private static final CloseReason GOING_AWAY =
            new CloseReason(CloseReason.CloseCodes.GOING_AWAY, "the server is stopping");

    private static final CloseReason NOT_ADMITTED =
            new CloseReason(
                    CloseReason.CloseCodes.VIOLATED_POLICY,
                    "the client certificate is not accepted any more");

    private final Set<WebSocketSession> sessions = ConcurrentHashMap.newKeySet();
    private volatile boolean draining;

    /** Adds a session; while draining it is closed at once. */
    void add(WebSocketSession session) {
        sessions.add(session);
        if (draining) {
            session.core().closing().startByContainer(GOING_AWAY);
        }
    }

    void remove(WebSocketSession session) {
        sessions.remove(session);
    }

    int size() {
        return sessions.size();
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
            if (session.identity().certificate().isPresent()) {
                judges.execute(() -> closeUnless(admitted, session));
            }
        }
    }

    private static void closeUnless(Predicate<Identity> admitted, WebSocketSession session) {
        if (session.isOpen() && !admitted.test(session.identity())) {
            session.core().closing().startByContainer(NOT_ADMITTED);
        }
    }

    /**
     * Closes all sessions with 1001 and waits until each has ended; cuts those that have not after
     * {@code timeout} and waits half as long again for their {@code @OnClose}.
     */
    void drain(Duration timeout) throws InterruptedException {
        draining = true;
        sessions.forEach(session -> session.core().closing().startByContainer(GOING_AWAY));
        if (!await(timeout)) {
            sessions.forEach(session -> session.core().cut());
            await(timeout.dividedBy(2));
        }
    }

    private boolean await(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            // In rounds: a connection may have become a session since the last one began.
            while (!sessions.isEmpty()) {
                List<CompletableFuture<@Nullable Void>> ended =
                        sessions.stream().map(session -> session.core().ended()).toList();
                CompletableFuture.allOf(ended.toArray(CompletableFuture[]::new))
                        .get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return sessions.isEmpty();
        }
    }
}
