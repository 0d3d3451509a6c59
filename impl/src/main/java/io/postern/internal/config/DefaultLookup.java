package io.postern.internal.config;

import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Looks up each key as it is written.
 *
 * @param source what the configuration says about a name
 * @param names all names that the configuration lists, of other owners as well
 */
record DefaultLookup(Function<String, Setting> source, Supplier<Iterable<String>> names)
        implements Lookup {

    @Override
    public Setting setting(Key key) {
        return source.apply(key.key());
    }

    @Override
    public String ownName(Key key) {
        return key.key();
    }

    @Override
    public Stream<PemPairKey> listedPairs() {
        return variables().flatMap(variable -> PemPairKey.ofVariable(variable).stream());
    }

    /** The names that are listed, each as the environment variable that can set it. */
    Stream<String> variables() {
        return StreamSupport.stream(names.get().spliterator(), false)
                .map(ConfigKey::environmentName);
    }
}
