/**
 * Step 2. Receives a connection from {@code listener} when it has been admitted; applies the
 * application's connection extensions to it, in their order, without a permit; hands the bytes that
 * they leave over on to the check of the first byte. Threads: the connection's negotiation event
 * loop.
 *
 * <p>Door: {@link io.postern.internal.extension.Extensions}. An extension of the application's gets
 * Netty's types by {@code io.postern.netty} alone.
 */
@NullMarked
package io.postern.internal.extension;

import org.jspecify.annotations.NullMarked;
