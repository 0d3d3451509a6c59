package io.postern.internal.identity;

import io.postern.internal.endpoint.Identity;
import java.security.Principal;
import java.util.Optional;

/**
 * What is told of a refusal, to everyone but the client.
 *
 * @param detail more for a log; may be the application's words
 * @param check that refused or failed, by its class
 * @param principal who was refused, as far as that was known
 */
public record Finding(String detail, Optional<String> check, Optional<String> principal) {

    static Finding of(String detail, Identity client) {
        return new Finding(detail, Optional.empty(), client.principal().map(Principal::getName));
    }

    static Finding by(NamedCheck check, String detail, Identity client) {
        return new Finding(
                detail, Optional.of(check.name()), client.principal().map(Principal::getName));
    }
}
