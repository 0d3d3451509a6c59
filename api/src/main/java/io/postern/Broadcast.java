package io.postern;

import jakarta.websocket.Session;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One message on its way to many sessions.
 *
 * @param sends for each session, done when the message is written to its socket; failed where that
 *     could not be, as with {@link jakarta.websocket.RemoteEndpoint.Async}: the session had closed,
 *     or no room was left ({@code wss.send-buffer-limit}), for which {@code wss.send-overflow}
 *     holds. What depends on them may run on an event loop and must not block
 */
public record Broadcast(Map<Session, CompletionStage<Void>> sends) {

    /** Copies the map. */
    public Broadcast {
        sends = Collections.unmodifiableMap(new LinkedHashMap<>(sends));
    }

    /**
     * Done, and never failed, when each send is done or has failed.
     *
     * @return why those failed that did
     */
    public CompletionStage<Map<Session, Throwable>> failures() {
        Map<Session, Throwable> failed = Collections.synchronizedMap(new LinkedHashMap<>());
        CompletableFuture<?>[] ends =
                sends.entrySet().stream()
                        .map(
                                send ->
                                        send.getValue()
                                                .handle(
                                                        (sent, failure) ->
                                                                failure == null
                                                                        ? null
                                                                        : failed.put(
                                                                                send.getKey(),
                                                                                failure))
                                                .toCompletableFuture())
                        .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(ends)
                .thenApply(all -> Collections.unmodifiableMap(new LinkedHashMap<>(failed)));
    }
}
