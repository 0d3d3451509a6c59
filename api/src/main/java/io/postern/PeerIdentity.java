package io.postern;

import java.security.Principal;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who a client is: what {@link jakarta.websocket.Session#getUserPrincipal()}, {@code @RolesAllowed}
 * and the handshake request's {@code isUserInRole} go by.
 *
 * @param principal the name
 * @param roles that it has
 * @param expiry when the identity ends, and with it, {@code wss.identity.grace} later, the session
 *     (close code 1008); empty for never
 */
public record PeerIdentity(Principal principal, Set<String> roles, Optional<Instant> expiry) {

    /**
     * Copies the roles.
     *
     * @throws NullPointerException when the principal has no name
     */
    public PeerIdentity {
        Objects.requireNonNull(principal.getName(), "the principal has no name");
        roles = Set.copyOf(roles);
    }

    /** One that does not end by itself. */
    public static PeerIdentity of(Principal principal, Set<String> roles) {
        return new PeerIdentity(principal, roles, Optional.empty());
    }

    /** One that does not end by itself, of a principal that is nothing but a name. */
    public static PeerIdentity of(String name, Set<String> roles) {
        return of(new NamedPrincipal(name), roles);
    }

    /** The same, ending then. */
    public PeerIdentity until(Instant expiry) {
        return new PeerIdentity(principal, roles, Optional.of(expiry));
    }
}
