/** The endpoints of the benchmarks, each message on the event loop of its connection. */
@NullMarked
package io.postern.benchmarks.quarkus.eventloop;

import org.jspecify.annotations.NullMarked;
