package io.postern.internal.config;

/** The whole numbers that an option may have, with the sentence that says so. Both ends belong. */
record IntRange(int min, int max) {

    static final IntRange PORT = new IntRange(0, 65535);
    static final IntRange NOT_NEGATIVE = new IntRange(0, Integer.MAX_VALUE);
    static final IntRange POSITIVE = new IntRange(1, Integer.MAX_VALUE);

    /** Bytes that must fit into one array; the JVM reserves a few for the array's header. */
    static final IntRange SIZE = new IntRange(1, Integer.MAX_VALUE - 8);

    boolean contains(long value) {
        return value >= min && value <= max;
    }

    /** Refuses {@code value} outside this range with a message that begins with {@code name}. */
    void require(String name, int value) {
        if (!contains(value)) {
            throw new IllegalArgumentException(name + " must be " + rule() + ", but is " + value);
        }
    }

    /** What a value must be, for instance {@code between 0 and 65535}. */
    String rule() {
        return max == Integer.MAX_VALUE ? "at least " + min : "between " + min + " and " + max;
    }
}
