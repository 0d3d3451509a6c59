package io.postern.internal.session;

import io.postern.internal.endpoint.DeployedEndpoint;
import io.postern.internal.endpoint.Identity;
import java.net.URI;
import java.util.Map;

/** Handshakes that are over. */
final class Handshakes {

    private Handshakes() {}

    /** For {@code wss://localhost/chat}, with nothing agreed on. */
    static Handshake of(DeployedEndpoint endpoint) {
        return of(endpoint, Handshake.Agreement.NONE);
    }

    static Handshake of(DeployedEndpoint endpoint, Handshake.Agreement agreement) {
        return new Handshake(
                new Handshake.Target(URI.create("wss://localhost/chat"), Map.of(), Map.of()),
                agreement,
                endpoint.config(),
                Identity.NONE);
    }
}
