package io.postern.internal.session;

import java.nio.charset.StandardCharsets;

/**
 * The parts of a text message on their way out. A character outside the basic plane is two chars;
 * where they come in two parts, both go with the second.
 */
final class TextParts {

    private String begun = "";

    /** The bytes to send for {@code part}. */
    synchronized byte[] next(String part, boolean last) {
        String text = begun.isEmpty() ? part : begun + part;
        begun = "";
        int length = text.length();
        if (!last && length > 0 && Character.isHighSurrogate(text.charAt(length - 1))) {
            begun = text.substring(length - 1);
            text = text.substring(0, length - 1);
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The part was not sent: what it left goes with no other message. */
    synchronized void forget() {
        begun = "";
    }
}
