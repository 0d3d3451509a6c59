package io.postern.internal.upgrade;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The target of a request in origin form (RFC 9112 section 3.2.1), taken apart.
 *
 * @param uri absolute, with scheme {@code wss}
 * @param segments of the path, percent-decoded
 */
record RequestTarget(URI uri, List<String> segments) {

    /** Whether the request is for the server of this name, with or without the dot of the root. */
    boolean isFor(String serverName) {
        return withoutRoot(uri.getHost()).equalsIgnoreCase(withoutRoot(serverName));
    }

    private static String withoutRoot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /**
     * Takes a target apart.
     *
     * @param host the value of the {@code Host} header
     * @throws IllegalArgumentException when it is no valid target, or when dot segments would make
     *     its path mean another one
     */
    static RequestTarget parse(String host, String target) {
        if (!target.startsWith("/") || target.indexOf('#') >= 0) {
            throw new IllegalArgumentException("not in origin form");
        }
        try {
            URI uri = new URI("wss://" + host + escaped(target));
            // A host with a slash or a question mark would lead to another path.
            if (uri.getHost() == null
                    || uri.getUserInfo() != null
                    || !host.equals(uri.getRawAuthority())) {
                throw new IllegalArgumentException("not a host");
            }
            return new RequestTarget(uri, segments(uri.getRawPath()));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a URI", e);
        }
    }

    Map<String, List<String>> parameters() {
        return QueryStringDecoder.builder()
                .hasPath(false)
                .semicolonIsNormalChar(true)
                .build(uri.getRawQuery() == null ? "" : uri.getRawQuery())
                .parameters();
    }

    /** Browsers send some characters, {@code |} for one, that RFC 3986 wants percent-encoded. */
    private static String escaped(String target) {
        StringBuilder escaped = new StringBuilder(target.length());
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c > '~') {
                throw new IllegalArgumentException("a character that is not printable ASCII");
            }
            if ("\"<>[\\]^`{|}".indexOf(c) >= 0) {
                escaped.append('%').append(Integer.toHexString(c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static List<String> segments(String rawPath) {
        List<String> segments = new ArrayList<>();
        for (String raw : rawPath.substring(1).split("/", -1)) {
            String segment = decode(raw);
            if (segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException("a dot segment");
            }
            segments.add(segment);
        }
        return segments;
    }

    /** The path has been parsed as a URI, so every percent sign is followed by two hex digits. */
    private static String decode(String raw) {
        if (raw.indexOf('%') < 0) {
            return raw;
        }
        ByteBuffer bytes = ByteBuffer.allocate(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                bytes.put((byte) Integer.parseInt(raw, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.put((byte) c);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not UTF-8", e);
        }
    }
}
