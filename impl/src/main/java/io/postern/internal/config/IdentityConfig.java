package io.postern.internal.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who a client is taken for.
 *
 * @param sources {@code wss.identity.sources}: asked in this order; the first at which the client
 *     presents something decides
 * @param tokens how bearer tokens are verified; there where one of the sources is a token
 * @param roles {@code wss.roles.file}: further roles of principals
 */
public record IdentityConfig(
        List<IdentitySource> sources, Optional<TokenConfig> tokens, Optional<Path> roles) {

    /** The certificate alone. */
    public static final IdentityConfig BY_CERTIFICATE =
            new IdentityConfig(
                    List.of(IdentitySource.CERTIFICATE), Optional.empty(), Optional.empty());

    public IdentityConfig {
        sources = List.copyOf(sources);
        if (sources.isEmpty() || Set.copyOf(sources).size() < sources.size()) {
            throw new IllegalArgumentException("sources must hold each once, and at least one");
        }
        if (tokens.isPresent() != sources.stream().anyMatch(IdentitySource::isToken)) {
            throw new IllegalArgumentException("tokens must be there if sources has one for them");
        }
        Objects.requireNonNull(roles, "roles");
    }
}
