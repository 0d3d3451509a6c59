package io.postern.internal.endpoint;

import java.util.Optional;

/**
 * An {@code @OnMessage} method.
 *
 * @param method how it is called
 * @param kind the type in which it takes the message
 * @param maxMessageSize in bytes, where the annotation sets one
 */
record MessageMethod(CallbackMethod method, MessageKind kind, Optional<Long> maxMessageSize) {}
