package io.postern;

/**
 * When a listener asks a peer for a sign of life by a ping (RFC 6455 section 5.5.2): {@code
 * wss.ping.mode}. In either mode everything that arrives is such a sign, and a peer that gives none
 * for {@code wss.ping.timeout} is closed with code 1001.
 */
public enum PingMode {
    /** Only when nothing has arrived for half of the time-out. */
    BANDWIDTH_SAVING,

    /**
     * When the session opens, and then every third of the time-out whatever else arrives, so that
     * {@link Connection#roundTrip()} is always of late.
     */
    LATENCY_CONTROL,

    /** Never: a peer that is gone without a word is noticed only when something is sent to it. */
    OFF
}
