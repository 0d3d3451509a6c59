package io.postern.internal.endpoint;

import io.postern.tls.ClientCertificate;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

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
