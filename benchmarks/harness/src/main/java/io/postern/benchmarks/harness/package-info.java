/**
 * Measures servers from outside: starts each in its own process, loads it over TLS, and asks the
 * operating system what that has cost. {@link io.postern.benchmarks.harness.Benchmarks} is the
 * beginning.
 *
 * <p>Threads: the main thread starts, waits and writes; clients live on Netty's event loops.
 */
@NullMarked
package io.postern.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
