package io.postern.internal.config;

import java.util.stream.Stream;

/** Where the values of one listener's keys are. */
interface Lookup {

    /** What the configuration says about {@code key}, as far as this listener is concerned. */
    Setting setting(Key key);

    /** The name under which {@code key} can be set for this listener alone. */
    String ownName(Key key);

    /** The keys of numbered PEM pairs that the configuration lists for this listener. */
    Stream<PemPairKey> listedPairs();
}
