/**
 * Step 1. Receives TCP connections from the network; applies the limits that need no cryptography;
 * hands each connection on to {@code extension}, and so to {@code negotiation}. Threads: one
 * acceptor event loop; connections are negotiated on the negotiation event loops and talk on the
 * message event loops. Opening and closing run on the deployer's thread.
 *
 * <p>Begin to read at {@link io.postern.internal.listener.ConnectionPipeline}: it is the table of
 * contents of a connection's life. Door: {@link io.postern.internal.listener.NettyListener}.
 */
@NullMarked
package io.postern.internal.listener;

import org.jspecify.annotations.NullMarked;
