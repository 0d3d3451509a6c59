package io.postern.internal.session;

import jakarta.websocket.Extension;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An extension as a handshake names it (RFC 6455 section 9.1).
 *
 * @param name as {@code permessage-deflate}
 * @param parameters in the order of the header
 */
public record NamedExtension(String name, List<Extension.Parameter> parameters)
        implements Extension {

    /**
     * One parameter.
     *
     * @param value empty for none
     */
    public record NamedParameter(String name, String value) implements Extension.Parameter {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public String getValue() {
            return value;
        }

        @Override
        public String toString() {
            return value.isEmpty() ? name : name + "=" + value;
        }
    }

    public NamedExtension {
        parameters = List.copyOf(parameters);
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public List<Extension.Parameter> getParameters() {
        return parameters;
    }

    /** As the header has it. */
    @Override
    public String toString() {
        return parameters.stream()
                .map(parameter -> "; " + parameter)
                .collect(Collectors.joining("", name, ""));
    }
}
