package io.postern.internal.identity;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header fields that the application may add to a response. */
public final class ResponseFields {

    private static final String WEBSOCKET_FIELDS = "sec-websocket-";

    /** Those of the upgrade, and those that would give a 101 a body (RFC 9110 section 15.2.2). */
    private static final Set<String> PROTOCOL_FIELDS =
            Set.of("upgrade", "connection", "content-length", "transfer-encoding");

    /** A token of RFC 9110 section 5.6.2. */
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** RFC 9110 section 5.5: no line ends and no other control characters, in ISO 8859-1. */
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7E\\x80-\\xFF]*");

    private ResponseFields() {}

    /** Whether it carries the protocol, and stays as the handshake has decided it. */
    public static boolean isProtocol(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return PROTOCOL_FIELDS.contains(lower) || lower.startsWith(WEBSOCKET_FIELDS);
    }

    /**
     * The values of a field. Neither a bad name nor a bad value is repeated: either may hold a line
     * end.
     *
     * @throws IllegalArgumentException that says which rule the field breaks
     */
    public static List<String> checked(String name, @Nullable List<String> values) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a header name must be a token (RFC 9110 section 5.6.2)");
        }
        if (values == null) {
            throw new IllegalArgumentException("the header " + name + " has no list of values");
        }
        for (String value : values) {
            if (value == null || !VALUE.matcher(value).matches()) {
                throw new IllegalArgumentException(
                        "a value of the header "
                                + name
                                + " must be there and have only printable characters of ISO 8859-1"
                                + " (RFC 9110 section 5.5)");
            }
        }
        return List.copyOf(values);
    }

    /** As above, of a field that is not the protocol's. */
    static List<String> added(String name, List<String> values) {
        if (isProtocol(name)) {
            throw new IllegalArgumentException(
                    "the header " + name + " is the handshake's and must be left to it");
        }
        return checked(name, values);
    }
}
