package io.postern.internal.config;

/** Which connection is refused when the negotiation queue is full. */
public enum Overflow {
    /** The one that has waited longest: its peer is the most likely to have given up. */
    DROP_OLDEST,
    /** The one that has just arrived. */
    REFUSE_NEWEST
}
