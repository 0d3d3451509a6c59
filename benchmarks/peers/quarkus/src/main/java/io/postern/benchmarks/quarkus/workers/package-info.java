/** The endpoints of the benchmarks, each message on a thread that may block. */
@NullMarked
package io.postern.benchmarks.quarkus.workers;

import org.jspecify.annotations.NullMarked;
