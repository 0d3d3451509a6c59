package io.postern.internal.upgrade;

import io.netty.handler.codec.http.HttpHeaders;
import jakarta.websocket.HandshakeResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The 101 as {@code modifyHandshake} may change it: header fields can be added, but those that
 * carry the protocol stay as the handshake has decided them.
 */
final class ProposedResponse implements HandshakeResponse {

    private static final String WEBSOCKET_FIELDS = "sec-websocket-";

    /** Those of the upgrade, and those that would give a 101 a body (RFC 9110 section 15.2.2). */
    private static final Set<String> PROTOCOL_FIELDS =
            Set.of("upgrade", "connection", "content-length", "transfer-encoding");

    /** A token of RFC 9110 section 5.6.2. */
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** RFC 9110 section 5.5: no line ends and no other control characters, in ISO 8859-1. */
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7E\\x80-\\xFF]*");

    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    ProposedResponse(HttpHeaders proposed) {
        proposed.forEach(
                field ->
                        headers.computeIfAbsent(field.getKey(), name -> new ArrayList<>())
                                .add(field.getValue()));
    }

    /** Modifiable; names are looked up without regard to case. */
    @Override
    public Map<String, List<String>> getHeaders() {
        return headers;
    }

    /**
     * What the application has added.
     *
     * @throws IllegalArgumentException that says which rule a field breaks
     */
    Map<String, List<String>> additions() {
        Map<String, List<String>> additions = new LinkedHashMap<>();
        headers.forEach(
                (name, values) -> {
                    if (!isProtocol(name)) {
                        additions.put(name, checked(name, values));
                    }
                });
        return additions;
    }

    private static boolean isProtocol(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return PROTOCOL_FIELDS.contains(lower) || lower.startsWith(WEBSOCKET_FIELDS);
    }

    /** Neither a bad name nor a bad value is repeated: either may hold a line end. */
    private static List<String> checked(String name, @Nullable List<String> values) {
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
}
