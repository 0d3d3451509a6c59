package io.postern.internal.session;

import io.postern.PeerIdentity;
import io.postern.internal.endpoint.AccessRule.Access;
import io.postern.internal.endpoint.Identity;
import jakarta.websocket.CloseReason;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who the client of a session is at present. May be used from any thread. */
final class SessionIdentity {

    private final SessionCore core;
    private final Duration grace;
    private volatile Identity current;
    private volatile @Nullable IdentityTimer timer;

    /**
     * @param grace from its end to the end of the session
     */
    SessionIdentity(SessionCore core, Identity first, Duration grace) {
        this.core = core;
        this.grace = grace;
        this.current = first;
    }

    /**
     * From now on the session ends with it. Called on the event loop.
     *
     * @param lapsing told when the grace begins
     */
    void start(Consumer<Duration> lapsing) {
        IdentityTimer started =
                new IdentityTimer(core.channel(), grace, lapsing, core.closing()::startByContainer);
        timer = started;
        started.watch(current.expiry());
    }

    Identity get() {
        return current;
    }

    /**
     * Replaces it; one that the endpoint does not let in ends the session.
     *
     * @throws IllegalArgumentException when it is another's
     */
    void renew(PeerIdentity given) {
        synchronized (this) {
            Identity present = current;
            Optional<String> name = present.principal().map(Principal::getName);
            if (name.isPresent() && !name.get().equals(given.principal().getName())) {
                throw new IllegalArgumentException(
                        "a session stays that of one principal; let the client open another for "
                                + "the other one");
            }
            current = present.as(given, Clock.systemUTC());
        }
        onEventLoop(
                watching -> {
                    // Another may have come meanwhile: the last one counts.
                    Identity last = current;
                    watching.watch(last.expiry());
                    if (core.endpoint().descriptor().entry().test(last) != Access.ALLOWED) {
                        core.closing()
                                .startByContainer(
                                        new CloseReason(
                                                CloseReason.CloseCodes.VIOLATED_POLICY,
                                                "not one of the endpoint's roles any more"));
                    }
                });
    }

    /** It ends now. */
    void revoke(String reason) {
        // Checked here, where the caller hears of it.
        CloseReason close = new CloseReason(CloseReason.CloseCodes.VIOLATED_POLICY, reason);
        onEventLoop(watching -> watching.lapse(close.getReasonPhrase()));
    }

    private void onEventLoop(Consumer<IdentityTimer> task) {
        try {
            core.channel()
                    .eventLoop()
                    .execute(
                            () -> {
                                IdentityTimer watching = timer;
                                if (watching != null) {
                                    task.accept(watching);
                                }
                            });
        } catch (RejectedExecutionException e) {
            // The event loop has ended, and the connection before it.
        }
    }
}
