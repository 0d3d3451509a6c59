package io.postern.internal.config;

/**
 * One thing that is wrong with the configuration.
 *
 * @param key the configuration key, or the environment variable that corresponds to none
 * @param message complete for a line of a log: the key, its value unless that is secret, where it
 *     came from, and what it must be
 */
public record ConfigProblem(String key, String message) {

    public ConfigProblem {
        if (key.isBlank() || message.isBlank()) {
            throw new IllegalArgumentException("key and message must not be blank");
        }
    }
}
