package io.postern.internal.upgrade;

import io.netty.handler.codec.http.HttpHeaders;
import io.postern.internal.identity.ResponseFields;
import jakarta.websocket.HandshakeResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The 101 as {@code modifyHandshake} may change it: header fields can be added, but those that
 * carry the protocol stay as the handshake has decided them.
 */
final class ProposedResponse implements HandshakeResponse {

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
                    if (!ResponseFields.isProtocol(name)) {
                        additions.put(name, ResponseFields.checked(name, values));
                    }
                });
        return additions;
    }
}
