package io.postern.internal.upgrade;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.postern.RefusalReason;
import io.postern.internal.endpoint.Identity;
import io.postern.internal.upgrade.UpgradeDecision.Refuse;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is asked last, when a request has been found good: does the listener still take sessions,
 * and has this principal not too many? Thread-safe.
 */
final class Gate {

    private final int maxSessionsPerPrincipal;
    private final Map<String, Integer> sessions = new ConcurrentHashMap<>();

    /** What everybody is answered; null while the gate is open. */
    private volatile @Nullable Refuse closed;

    Gate(int maxSessionsPerPrincipal) {
        this.maxSessionsPerPrincipal = maxSessionsPerPrincipal;
    }

    /** From now on this is the answer. */
    void close(Refuse refusal) {
        closed = refusal;
    }

    /** The answer, when it is the same for all. */
    Optional<Refuse> closed() {
        return Optional.ofNullable(closed);
    }

    /** Lets one in, who counts until the channel closes; or says why not. */
    Optional<Refuse> enter(Channel channel, Identity identity) {
        Optional<Refuse> refusal = closed();
        if (refusal.isPresent() || identity.principal().isEmpty()) {
            return refusal;
        }
        String name = identity.principal().map(Principal::getName).orElseThrow();
        if (sessions.merge(name, 1, Integer::sum) > maxSessionsPerPrincipal) {
            leave(name);
            return Optional.of(
                    new Refuse(
                            RefusalReason.TOO_MANY_SESSIONS_OF_PRINCIPAL,
                            HttpResponseStatus.TOO_MANY_REQUESTS,
                            "This user has too many sessions."));
        }
        channel.closeFuture().addListener(gone -> leave(name));
        return Optional.empty();
    }

    private void leave(String name) {
        sessions.computeIfPresent(name, (key, count) -> count == 1 ? null : count - 1);
    }
}
