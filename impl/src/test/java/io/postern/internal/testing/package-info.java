/** What every test runs under: a check that no buffer or TLS context of Netty was leaked. */
@NullMarked
package io.postern.internal.testing;

import org.jspecify.annotations.NullMarked;
