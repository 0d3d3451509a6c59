/**
 * What an application sees of Postern: the secure WebSocket listener that belongs to it, and what
 * that listener counts.
 *
 * <p>Endpoints need nothing from here: they are ordinary {@link
 * jakarta.websocket.server.ServerEndpoint} classes.
 */
@NullMarked
package io.postern;

import org.jspecify.annotations.NullMarked;
