package io.postern;

import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * CDI event, for an audit: a client may open a session, and has been answered 101. Of those who may
 * not tells {@link ConnectionRefused}; of the session itself {@link ConnectionOpened}.
 *
 * <p>Observers are called on a worker thread, for one event after another. While they are behind,
 * up to 1,024 of these events and of {@link ConnectionRefused} wait; further ones are dropped, and
 * the log says how many.
 *
 * @param listener its name
 * @param endpoint the class of the endpoint
 * @param peer where it comes from, as {@link Connection#remoteAddress()}
 * @param principal who it is, if that is known
 * @param roles that it has
 * @param identifiedBy what has said who it is: {@code certificate}, {@code token}, or the class of
 *     the {@link io.postern.upgrade.UpgradeCheck} that did
 */
public record ConnectionAdmitted(
        String listener,
        Class<?> endpoint,
        InetSocketAddress peer,
        Optional<String> principal,
        Set<String> roles,
        Optional<String> identifiedBy) {

    /** None of them may be null. */
    public ConnectionAdmitted {
        Objects.requireNonNull(listener, "listener");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(peer, "peer");
        Objects.requireNonNull(principal, "principal");
        roles = Set.copyOf(roles);
        Objects.requireNonNull(identifiedBy, "identifiedBy");
    }
}
