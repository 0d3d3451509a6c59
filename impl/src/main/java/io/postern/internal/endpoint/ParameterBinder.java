package io.postern.internal.endpoint;

import io.postern.Connection;
import jakarta.websocket.DecodeException;
import org.jspecify.annotations.Nullable;

/** Finds the value for one parameter of a callback method. */
sealed interface ParameterBinder {

    @Nullable Object bind(CallbackArguments arguments) throws DecodeException;

    /** The {@code Session}. */
    record OfSession() implements ParameterBinder {
        @Override
        public Object bind(CallbackArguments arguments) {
            return arguments.connection().session();
        }
    }

    /** The {@code Connection}. */
    record OfConnection() implements ParameterBinder {
        @Override
        public Object bind(CallbackArguments arguments) {
            return Connection.of(arguments.connection().session());
        }
    }

    /** The client's certificate; null for a client that presented none. */
    record OfCertificate() implements ParameterBinder {
        @Override
        public @Nullable Object bind(CallbackArguments arguments) {
            return arguments.connection().identity().certificate().orElse(null);
        }
    }

    /** The {@code EndpointConfig}. */
    record OfConfig() implements ParameterBinder {
        @Override
        public Object bind(CallbackArguments arguments) {
            return arguments.connection().config();
        }
    }

    /** The message, the {@code CloseReason} or the {@code Throwable}. */
    record OfPayload() implements ParameterBinder {
        @Override
        public @Nullable Object bind(CallbackArguments arguments) {
            return arguments.payload();
        }
    }

    /** Whether the message ends with this part. */
    record OfLast() implements ParameterBinder {
        @Override
        public Object bind(CallbackArguments arguments) {
            return arguments.last();
        }
    }

    /** A {@code @PathParam}; null where the template has no such variable (section 4.3). */
    record OfPathParameter(String name, ScalarType type) implements ParameterBinder {
        @Override
        public @Nullable Object bind(CallbackArguments arguments) throws DecodeException {
            String value = arguments.connection().session().getPathParameters().get(name);
            return value == null ? null : type.convert("path parameter {" + name + "}", value);
        }
    }
}
