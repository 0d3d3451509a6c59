/**
 * Step 4. Receives a connection that holds a permit from {@code negotiation}, by way of the
 * listener's table of contents; speaks TLS with it; hands on {@link
 * io.postern.internal.tls.TlsOutcome}. Threads: handshakes run on the negotiation event loops;
 * where client certificates are asked for, their tasks run on {@link
 * io.postern.internal.tls.CheckThreads}, which may block, and validators on worker threads; files
 * are looked at by the thread of {@link io.postern.internal.tls.TlsReloader}; at the start material
 * is loaded on the deployer's thread. Everything native runs on threads of the listener's own
 * ({@link io.postern.internal.tls.OwnThread}), which end before the application's class loader
 * goes.
 *
 * <p>Doors: {@link io.postern.internal.tls.LoadedMaterial} is all certificates, {@link
 * io.postern.internal.tls.Tls} serves connections with them. To read on: {@link
 * io.postern.internal.tls.Generation} is what handshakes are done with, {@link
 * io.postern.internal.tls.CertificateSelector} chooses the listener's certificate, {@link
 * io.postern.internal.tls.ClientCheck} judges the client's, {@link
 * io.postern.internal.tls.Reloading} puts changed files in service.
 */
@NullMarked
package io.postern.internal.tls;

import org.jspecify.annotations.NullMarked;
