package io.postern.internal.endpoint;

import io.postern.PeerIdentity;
import io.postern.tls.ClientCertificate;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who is at the other end of a connection.
 *
 * @param principal empty for a peer that has not been authenticated
 * @param roles that the principal has
 * @param certificate with which the peer identified itself
 * @param expiry when it ends; empty where nothing limits it
 */
public record Identity(
        Optional<Principal> principal,
        Set<String> roles,
        Optional<ClientCertificate> certificate,
        Optional<Expiry> expiry) {

    /** Of a peer that has not been authenticated. */
    public static final Identity NONE =
            new Identity(Optional.empty(), Set.of(), Optional.empty(), Optional.empty());

    public Identity {
        roles = Set.copyOf(roles);
    }

    /** As the application sees it; empty for a peer that has not been authenticated. */
    public Optional<PeerIdentity> peer() {
        return principal.map(name -> new PeerIdentity(name, roles, expiry.map(Expiry::at)));
    }

    /** With what else it ends by: the earlier end counts. */
    public Identity endingWith(Optional<Expiry> other) {
        Optional<Expiry> earlier =
                Stream.of(expiry, other)
                        .flatMap(Optional::stream)
                        .min(Comparator.comparing(Expiry::at));
        return new Identity(principal, roles, certificate, earlier);
    }

    /** The same peer, known as this one. */
    public Identity as(PeerIdentity given, Clock clock) {
        return new Identity(
                Optional.of(given.principal()),
                given.roles(),
                certificate,
                given.expiry().map(at -> new Expiry(at, clock, "the identity has ended")));
    }

    /** With further roles. */
    public Identity with(Set<String> more) {
        Set<String> all = new HashSet<>(roles);
        all.addAll(more);
        return new Identity(principal, all, certificate, expiry);
    }

    /** The same peer, which has not said who it is. */
    public Identity unnamed() {
        return new Identity(Optional.empty(), Set.of(), certificate, expiry);
    }

    /**
     * The end of an identity.
     *
     * @param at the last moment at which it is valid
     * @param clock tells how far away that is
     * @param reason for the peer: what ends
     */
    public record Expiry(Instant at, Clock clock, String reason) {

        /** Zero or negative when it has come. */
        public Duration left() {
            return Duration.between(clock.instant(), at);
        }
    }
}
