/** Postern on CDI SE, serving the endpoints of the benchmarks. */
@NullMarked
package io.postern.benchmarks.postern;

import org.jspecify.annotations.NullMarked;
