/**
 * Step 5. Receives a connection that speaks HTTP/1.1 inside TLS from {@code tls}, by way of the
 * listener's table of contents; reads exactly one request, decides, and answers 101 or a refusal
 * with a status; on the way {@code identity} says who may enter. Hands on the matched endpoint and
 * a {@link io.postern.internal.session.Handshake}; bytes that arrived behind the request are kept
 * and follow it. Threads: negotiation event loops; an application's {@code Configurator}, which may
 * block, is asked on a worker thread.
 *
 * <p>Door: {@link io.postern.internal.upgrade.Upgrade}. {@link
 * io.postern.internal.upgrade.UpgradeDecider} is a pure function and the place to read the rules;
 * {@link io.postern.internal.upgrade.Candidate} goes on with the configurator's.
 */
@NullMarked
package io.postern.internal.upgrade;

import org.jspecify.annotations.NullMarked;
