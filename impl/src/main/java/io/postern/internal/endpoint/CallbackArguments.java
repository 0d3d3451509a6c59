package io.postern.internal.endpoint;

import org.jspecify.annotations.Nullable;

/**
 * What a callback's parameters can be bound to.
 *
 * @param connection whose callback it is
 * @param payload the message, the {@code CloseReason} or the {@code Throwable}; null for
 *     {@code @OnOpen}
 * @param last whether the message ends with this part
 */
record CallbackArguments(EndpointConnection connection, @Nullable Object payload, boolean last) {

    CallbackArguments(EndpointConnection connection, @Nullable Object payload) {
        this(connection, payload, true);
    }
}
