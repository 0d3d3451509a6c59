package io.postern.benchmarks.endpoints;

import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Sends to one session without waiting, each message when the one before has gone: not every server
 * takes a message while it still sends another. Thread-safe.
 */
final class Outbox implements SendHandler {

    private final Session session;
    private final Queue<String> waiting = new ArrayDeque<>();
    private boolean sending;

    Outbox(Session session) {
        this.session = session;
    }

    void send(String text) {
        synchronized (this) {
            if (sending) {
                waiting.add(text);
                return;
            }
            sending = true;
        }
        session.getAsyncRemote().sendText(text, this);
    }

    /** What cannot be sent is lost, with all that waits behind it; the harness counts that. */
    @Override
    public void onResult(SendResult result) {
        String next = next(result.isOK());
        if (next != null) {
            session.getAsyncRemote().sendText(next, this);
        }
    }

    private synchronized @Nullable String next(boolean goesOn) {
        if (!goesOn) {
            waiting.clear();
        }
        String next = waiting.poll();
        sending = next != null;
        return next;
    }
}
