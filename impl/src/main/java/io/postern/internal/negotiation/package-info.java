/**
 * Step 3. Receives a connection from {@code extension} when it has been admitted; once its peer has
 * begun to speak lets it wait, without TLS state, until one of the permits is free; hands it on to
 * {@code tls} with a permit and holds the one deadline, counted from accept, that covers waiting,
 * TLS and upgrade. Threads: the connection's negotiation event loop; all share the queue, which has
 * a lock.
 *
 * <p>Doors: {@link io.postern.internal.negotiation.NegotiationQueue}, {@link
 * io.postern.internal.negotiation.NegotiationHandler}. Every negotiation ends with exactly one
 * {@link io.postern.internal.negotiation.NegotiationOutcome}.
 */
@NullMarked
package io.postern.internal.negotiation;

import org.jspecify.annotations.NullMarked;
