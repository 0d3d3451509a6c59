/**
 * Step 0. Receives the application from the container: its endpoint classes, its configuration, its
 * start and its end. Checks everything before the application may start, and reports all problems
 * together; opens the listener when the application has started and closes it when it stops. Hands
 * endpoints and the surroundings of callbacks on to {@code listener}. Threads: the deployer's.
 *
 * <p>Begin to read at {@link io.postern.internal.cdi.WssExtension}.
 */
@NullMarked
package io.postern.internal.cdi;

import org.jspecify.annotations.NullMarked;
