package io.postern.internal.listener;

import java.util.SplittableRandom;

/**
 * What a {@link ToxicProxy} does to one connection.
 *
 * @param up whether it counts the client's bytes, else the listener's
 * @param after so many bytes pass before it strikes, where it strikes
 * @param pace milliseconds of a delay, KiB a second of a bandwidth
 */
record Toxic(Kind kind, boolean up, int after, int pace) {

    /** The first five lose nothing; the others take something from the connection. */
    enum Kind {
        NONE,
        LATENCY,
        BANDWIDTH,
        SLICER,
        SLOW_CLOSE,
        LIMIT_DATA,
        RESET_PEER,
        HALF_CLOSE,
        BLACKHOLE;

        boolean harmful() {
            return compareTo(LIMIT_DATA) >= 0;
        }
    }

    /** The same for the same seed and number. */
    static Toxic random(long seed, long number) {
        // From another place than the client's own numbers, which begin at the same seed.
        SplittableRandom random = new SplittableRandom(~seed + (number << 20));
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        boolean up = kind == Kind.HALF_CLOSE || random.nextBoolean();
        // From the first bytes of a handshake to some way into the session.
        int after = random.nextInt(1 << random.nextInt(5, 13));
        return new Toxic(kind, up, after, random.nextInt(20, 80));
    }

    /** Whether it strikes bytes that go in this direction. */
    boolean counts(boolean upwards) {
        return kind.harmful() && up == upwards;
    }
}
