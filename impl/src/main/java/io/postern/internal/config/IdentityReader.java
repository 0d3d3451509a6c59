package io.postern.internal.config;

import static io.postern.internal.config.ValueConverters.choice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads who a client is taken for. */
final class IdentityReader {

    private static final Function<String, IdentitySource> SOURCE = choice(IdentitySource.class);

    private final KeyValues values;

    IdentityReader(KeyValues values) {
        this.values = values;
    }

    IdentityConfig read() {
        List<IdentitySource> sources =
                values.get(ConfigKey.IDENTITY_SOURCES, IdentityReader::sources);
        Optional<TokenConfig> tokens =
                sources.stream().anyMatch(IdentitySource::isToken)
                        ? new TokenReader(values).read()
                        : Optional.empty();
        return new IdentityConfig(
                // without what tokens need there is a problem, and nothing is opened
                tokens.isPresent() ? sources : IdentityConfig.BY_CERTIFICATE.sources(),
                tokens,
                values.find(ConfigKey.ROLES_FILE, ValueConverters::file));
    }

    private static List<IdentitySource> sources(String list) {
        List<IdentitySource> sources = new ArrayList<>();
        for (String entry : list.split(",", -1)) {
            String name = entry.strip();
            if (name.isEmpty()) {
                continue; // a comma too many says nothing
            }
            IdentitySource source = source(name);
            if (sources.contains(source)) {
                throw new IllegalArgumentException(
                        "names " + name + " twice; each source is asked once, in this order");
            }
            sources.add(source);
        }
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("must name at least one source");
        }
        return sources;
    }

    private static IdentitySource source(String name) {
        try {
            return SOURCE.apply(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'"
                            + Redaction.printable(name)
                            + "' is no source of identity: each "
                            + e.getMessage(),
                    e);
        }
    }
}
