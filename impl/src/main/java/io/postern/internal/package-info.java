/**
 * The listener's inside; nothing here is API. The way of a connection, and the order in which to
 * read:
 *
 * <ol start="0">
 *   <li>{@link io.postern.internal.cdi.WssExtension cdi}: the container starts the application; all
 *       is checked, then the listener is opened.
 *   <li>{@link io.postern.internal.listener.ConnectionPipeline listener}: a TCP connection is
 *       accepted, or is one too many. This class is the table of contents of all that follows.
 *   <li>{@link io.postern.internal.extension.Extensions extension}: those of the application's own
 *       are applied to it.
 *   <li>{@link io.postern.internal.negotiation.NegotiationHandler negotiation}: it takes one of the
 *       permits, or waits in the bounded queue; a deadline runs.
 *   <li>{@link io.postern.internal.tls.Tls tls}: it is encrypted.
 *   <li>{@link io.postern.internal.upgrade.UpgradeDecider upgrade}: one HTTP request becomes 101,
 *       or a refusal with a status.
 *   <li>{@link io.postern.internal.identity.Entry identity}: who is it, and may it enter?
 *   <li>{@link io.postern.internal.session.SessionHandler session}: on an event loop of another
 *       group, frames become messages and messages frames.
 *   <li>{@link io.postern.internal.endpoint.ConnectedEndpoint endpoint}: the bean's method is
 *       called, off the event loop.
 * </ol>
 *
 * <p>Packages depend forward only. {@link io.postern.internal.config.ListenerConfig config} is read
 * once, at the start, and used by all. A connection that does not become a session ends with one
 * {@link io.postern.internal.negotiation.NegotiationOutcome}; a session ends with one close code.
 */
@NullMarked
package io.postern.internal;

import org.jspecify.annotations.NullMarked;
