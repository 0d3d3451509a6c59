package io.postern.internal.config;

/**
 * A key whose secret value is written out inside the application.
 *
 * @param key the configuration key; its value is not kept
 * @param environmentName of the environment variable that can set it instead
 */
public record LiteralSecret(String key, String environmentName) {}
