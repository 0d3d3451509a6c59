package io.postern.benchmarks.harness;

/** Something that servers are measured at. */
interface Work {

    /** By which it is chosen and reported. */
    String title();

    /** Whether this one can do it. */
    default boolean suits(Contender contender) {
        return contender != Contender.CDI_SE;
    }

    /** Done once before the first round; what it measures is forgotten. */
    default void warmUp(Servers servers, Contender contender) throws Exception {}

    /** One turn. */
    Measured measure(Servers servers, Contender contender) throws Exception;
}
