/** Undertow, embedded, serving the endpoints of the benchmarks. */
@NullMarked
package io.postern.benchmarks.undertow;

import org.jspecify.annotations.NullMarked;
