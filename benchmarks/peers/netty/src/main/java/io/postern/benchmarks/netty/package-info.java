/** The limit: Netty's own pipeline with BoringSSL and nothing behind it. */
@NullMarked
package io.postern.benchmarks.netty;

import org.jspecify.annotations.NullMarked;
