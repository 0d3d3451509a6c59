package io.postern.internal.config;

import io.postern.tls.CertificateResolver;

/**
 * The application gives the listener's certificates itself.
 *
 * @param bean what gives them, for messages
 * @param own whether it is for this listener alone, and so goes before keys that are taken over
 *     from the default listener; with the default listener always
 * @param resolver is asked when the application has started, not before
 */
public record ByApplication(String bean, boolean own, CertificateResolver resolver)
        implements KeySource {}
