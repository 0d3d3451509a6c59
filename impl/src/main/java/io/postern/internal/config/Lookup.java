package io.postern.internal.config;

import java.util.function.Function;
import java.util.stream.Stream;

/** Where the values of one listener's keys are. */
interface Lookup {

    /** What the configuration says about {@code key}, as far as this listener is concerned. */
    Setting setting(Key key);

    /** What the configuration says about a name whenever it is asked; holds no values itself. */
    Function<String, Setting> source();

    /** The name under which {@code key} can be set for this listener alone. */
    String ownName(Key key);

    /** The keys of numbered PEM pairs that the configuration lists for this listener. */
    Stream<PemPairKey> listedPairs();
}
