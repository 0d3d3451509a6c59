package io.postern.internal.upgrade;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** {@code Sec-WebSocket-Key} and its answer (RFC 6455 sections 4.2.1 and 4.2.2). */
final class WebSocketKey {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private WebSocketKey() {}

    /** Whether there is one value, which is the Base64 form of 16 bytes. */
    static boolean isValid(List<String> values) {
        // 16 bytes are 24 characters; without its padding the decoder would take less.
        if (values.size() != 1 || values.get(0).length() != 24) {
            return false;
        }
        try {
            return Base64.getDecoder().decode(values.get(0)).length == 16;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static String accept(String key) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            byte[] digest = sha1.digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
