/** Jetty, embedded, serving the endpoints of the benchmarks. */
@NullMarked
package io.postern.benchmarks.jetty;

import org.jspecify.annotations.NullMarked;
