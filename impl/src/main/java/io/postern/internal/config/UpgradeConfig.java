package io.postern.internal.config;

import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What is asked of the opening handshake (RFC 6455 section 4).
 *
 * @param contextPath {@code wss.context-path}: the prefix of all endpoint paths; {@code /}, or
 *     begins with a slash and ends without one
 * @param timeout {@code wss.upgrade.timeout}: from the end of the TLS handshake to the answer, 1 ms
 *     to 365 days; the deadline of the negotiation holds as well
 * @param maxHeaderSize {@code wss.upgrade.max-header-size}: bytes of the request line, and of all
 *     header fields; each may be so long
 * @param entry who may open a session
 * @param compression {@code wss.compression}
 */
public record UpgradeConfig(
        String contextPath,
        Duration timeout,
        int maxHeaderSize,
        EntryRules entry,
        Compression compression) {

    static final String CONTEXT_PATH_RULE =
            "/, or a path such as /chat: it begins with a slash, ends without one, and has no"
                    + " empty, . or .. segment, no query, fragment, template or percent-encoding";

    /** Segments of RFC 3986 section 3.3 without percent-encoding: equal whether decoded or not. */
    private static final Pattern CONTEXT_PATH =
            Pattern.compile("/|(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~!$&'()*+,;=:@-]+)+");

    public UpgradeConfig {
        if (!isContextPath(contextPath)) {
            throw new IllegalArgumentException("contextPath must be " + CONTEXT_PATH_RULE);
        }
        TimeoutRange.require("timeout", timeout);
        IntRange.SIZE.require("maxHeaderSize", maxHeaderSize);
        Objects.requireNonNull(entry, "entry");
        Objects.requireNonNull(compression, "compression");
    }

    static boolean isContextPath(String path) {
        return CONTEXT_PATH.matcher(path).matches();
    }
}
