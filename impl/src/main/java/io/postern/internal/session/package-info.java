/**
 * Step 7. Receives an upgraded connection and its {@link io.postern.internal.session.Handshake}
 * from {@code upgrade}, by way of the listener's table of contents; moves it to a message event
 * loop ({@link io.postern.internal.session.LoopTransfer}); turns frames into messages and messages
 * into frames; hands messages on to {@code endpoint}. Threads: frames are read and written on the
 * connection's message event loop; sends may come from any thread.
 *
 * <p>What the peer may cost is bounded on the way in: {@link
 * io.postern.internal.session.FrameDecoder} bounds a frame, {@link
 * io.postern.internal.session.FrameBudget} their rate, {@link
 * io.postern.internal.session.MessageAssembly} a message, {@link
 * io.postern.internal.session.PendingMessages} how many wait; {@link
 * io.postern.internal.session.ReadGate} is where reading pauses.
 *
 * <p>Door: {@link io.postern.internal.session.Sessions}. Failures leave by one door, too: the table
 * from exception to close code in {@link io.postern.internal.session.CloseCodes}.
 */
@NullMarked
package io.postern.internal.session;

import org.jspecify.annotations.NullMarked;
