package io.postern.internal.config;

import java.util.Optional;

/** Whether this virtual machine has virtual threads (JEP 444). */
public final class VirtualThreads {

    private static final int SINCE = 21;

    private VirtualThreads() {}

    /** Why there are none; empty where they are. */
    public static Optional<String> missing() {
        int java = Runtime.version().feature();
        return java < SINCE
                ? Optional.of(
                        "virtual threads need Java %d or later, and this is Java %d"
                                .formatted(SINCE, java))
                : Optional.empty();
    }
}
