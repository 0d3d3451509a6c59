/**
 * What all servers of the benchmarks have in common: the endpoints that they serve, and how their
 * process talks to the one that measures them. It depends on the Jakarta WebSocket API alone.
 */
@NullMarked
package io.postern.benchmarks.endpoints;

import org.jspecify.annotations.NullMarked;
