package io.postern.internal.tls;

import io.postern.tls.ClientCertificateValidator;

/**
 * A validator of the application's.
 *
 * @param name for messages, such as the name of its class
 */
public record NamedValidator(String name, ClientCertificateValidator validator) {}
