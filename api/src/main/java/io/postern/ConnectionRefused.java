package io.postern;

import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * CDI event: a connection did not become a WebSocket session.
 *
 * <pre>{@code
 * void audit(@Observes ConnectionRefused refused) { ... }
 * }</pre>
 *
 * <p>Observers are called on a worker thread, for one event after another. While they are behind,
 * up to 1,024 of these events wait; further ones are dropped, and the log says how many. The
 * counters of {@link ListenerStatistics} miss none.
 *
 * @param listener its name
 * @param reason under which it is counted
 * @param validator the class of the {@link io.postern.tls.ClientCertificateValidator} or the {@link
 *     io.postern.upgrade.UpgradeCheck} that refused it, failed or did not answer in time, where one
 *     did
 * @param principal who was refused, where that was known
 * @param peer where it came from, as {@link Connection#remoteAddress()}; empty when it had gone
 *     again before that was known
 * @param detail more for a log; holds no bytes that the peer sent, and of its certificate, and of
 *     what a check says, only what was made fit for one line
 */
public record ConnectionRefused(
        String listener,
        RefusalReason reason,
        Optional<String> validator,
        Optional<String> principal,
        Optional<InetSocketAddress> peer,
        String detail) {

    /** None of them may be null. */
    public ConnectionRefused {
        Objects.requireNonNull(listener, "listener");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(validator, "validator");
        Objects.requireNonNull(principal, "principal");
        Objects.requireNonNull(peer, "peer");
        Objects.requireNonNull(detail, "detail");
    }
}
