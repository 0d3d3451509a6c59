/**
 * Step 3. Receives a connection that holds a permit from {@code negotiation}, by way of the
 * listener's table of contents; speaks TLS with it; hands on {@link
 * io.postern.internal.tls.TlsOutcome}. Threads: handshakes run on the negotiation event loops; key
 * material is loaded on the deployer's thread; everything native runs on threads of the listener's
 * own ({@link io.postern.internal.tls.OwnThread}), which end before the application's class loader
 * goes.
 *
 * <p>Doors: {@link io.postern.internal.tls.TlsMaterialSource} finds key and certificates, {@link
 * io.postern.internal.tls.Tls} serves connections with them.
 */
@NullMarked
package io.postern.internal.tls;

import org.jspecify.annotations.NullMarked;
