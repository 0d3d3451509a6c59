/** Tyrus on Grizzly, serving the endpoints of the benchmarks. */
@NullMarked
package io.postern.benchmarks.tyrus;

import org.jspecify.annotations.NullMarked;
