package io.postern.internal.identity;

import io.postern.internal.config.IdentityConfig;
import io.postern.internal.config.IdentitySource;
import io.postern.internal.endpoint.Identity;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says who a client is, by what it presents, and which roles it has besides. */
public final class Identification {

    private final IdentityConfig config;
    private final Clock clock;
    private final Optional<Tokens> tokens;
    private final Optional<RoleFile> roles;

    /** How tokens are found and verified. */
    private record Tokens(String cookie, TokenVerifier verifier) {}

    private Identification(
            IdentityConfig config, Clock clock, Optional<Tokens> tokens, Optional<RoleFile> roles) {
        this.config = config;
        this.clock = clock;
        this.tokens = tokens;
        this.roles = roles;
    }

    /**
     * Loads what it needs.
     *
     * @throws IdentityException when that is not usable
     */
    public static Identification of(IdentityConfig config, Clock clock) throws IdentityException {
        Optional<Tokens> tokens = Optional.empty();
        if (config.tokens().isPresent()) {
            TokenVerifier verifier = TokenVerifier.of(config.tokens().get(), clock);
            tokens = Optional.of(new Tokens(config.tokens().get().cookie(), verifier));
        }
        Optional<Path> file = config.roles();
        Optional<RoleFile> roles =
                file.isPresent() ? Optional.of(RoleFile.open(file.get())) : Optional.empty();
        return new Identification(config, clock, tokens, roles);
    }

    Clock clock() {
        return clock;
    }

    /** Keys may have to be fetched, and a file read. */
    boolean mayBlock() {
        return takesTokens() || roles.isPresent();
    }

    boolean takesTokens() {
        return tokens.isPresent();
    }

    /**
     * Who the client is by the first source at which it presents something.
     *
     * @throws TokenRefusal when that is a token which is not accepted
     */
    Granted identify(Applicant applicant) throws TokenRefusal {
        Identity secured = applicant.secured();
        for (IdentitySource source : config.sources()) {
            if (source == IdentitySource.CERTIFICATE) {
                if (secured.principal().isPresent()) {
                    return new Granted(secured, Optional.of("certificate"));
                }
                continue;
            }
            Optional<Identity> bearer = byToken(source, applicant);
            if (bearer.isPresent()) {
                return new Granted(bearer.get(), Optional.of("token"));
            }
        }
        return new Granted(secured.unnamed(), Optional.empty());
    }

    private Optional<Identity> byToken(IdentitySource source, Applicant applicant)
            throws TokenRefusal {
        if (tokens.isEmpty()) {
            return Optional.empty();
        }
        Identity secured = applicant.secured();
        Map<String, List<String>> headers = applicant.as(secured).headers();
        Optional<PresentedToken> found =
                PresentedToken.find(source, headers, tokens.get().cookie());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Identity bearer = tokens.get().verifier().verify(found.get().token());
        return Optional.of(
                new Identity(
                                bearer.principal(),
                                bearer.roles(),
                                secured.certificate(),
                                bearer.expiry())
                        .endingWith(secured.expiry()));
    }

    /** With those of the file. */
    Identity withRoles(Identity client) {
        if (roles.isEmpty() || client.principal().isEmpty()) {
            return client;
        }
        String name = client.principal().map(Principal::getName).orElseThrow();
        return client.with(roles.get().rolesOf(name));
    }
}
