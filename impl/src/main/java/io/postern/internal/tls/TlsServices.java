package io.postern.internal.tls;

import java.time.Clock;

/**
 * What TLS needs of its surroundings.
 *
 * @param listener the listener's name, for those of threads
 * @param parallel how many client certificates are checked at once
 * @param validators are asked about client certificates
 * @param clock decides about validity
 */
public record TlsServices(String listener, int parallel, ValidatorCalls validators, Clock clock) {}
