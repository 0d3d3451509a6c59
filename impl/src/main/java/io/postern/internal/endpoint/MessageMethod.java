package io.postern.internal.endpoint;

import java.util.OptionalLong;

/**
 * An {@code @OnMessage} method.
 *
 * @param method how it is called
 * @param type the type in which it takes messages, or their parts
 * @param partial whether it takes parts
 * @param maxMessageSize in bytes, where the annotation sets one
 */
record MessageMethod(
        CallbackMethod method, MessageType type, boolean partial, OptionalLong maxMessageSize) {}
