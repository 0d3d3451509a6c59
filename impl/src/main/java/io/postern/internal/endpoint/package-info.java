/**
 * Step 8. Receives events of one session from {@code session}, in the order of their arrival; hands
 * them to the methods of the endpoint's class, which is the application's. Threads: every callback
 * runs on the container's executor, never on an event loop; callbacks of one connection never
 * overlap.
 *
 * <p>Doors: {@link io.postern.internal.endpoint.EndpointIntrospector} turns a class into an {@link
 * io.postern.internal.endpoint.EndpointDescriptor} at deployment; {@link
 * io.postern.internal.endpoint.ConnectedEndpoint} is one connection's endpoint.
 */
@NullMarked
package io.postern.internal.endpoint;

import org.jspecify.annotations.NullMarked;
