package io.postern.internal.config;

import java.util.regex.Pattern;

/**
 * Where a listener listens, and the limits that need no cryptography.
 *
 * @param host {@code wss.host}: a host name or an address literal to bind to
 * @param port {@code wss.port}: 0 to 65535; 0 lets the operating system choose
 * @param backlog {@code wss.backlog}: connections that the operating system may hold before they
 *     are accepted, at least 1
 * @param maxConnections {@code wss.max-connections}: at least 1; {@link #NO_LIMIT} for none
 * @param maxConnectionsPerAddress {@code wss.max-connections-per-address}: at least 1; {@link
 *     #NO_LIMIT} for none
 */
public record SocketConfig(
        String host, int port, int backlog, int maxConnections, int maxConnectionsPerAddress) {

    /** The number of connections that stands for no limit. */
    public static final int NO_LIMIT = Integer.MAX_VALUE;

    static final String HOST_RULE =
            "a host name or an address such as 0.0.0.0, without scheme, port, path or space";

    /** One colon alone would be a port; an IPv6 address has two at least. */
    private static final Pattern HOST =
            Pattern.compile("[^\\s/?#@:]+|[^\\s/?#@:]*:[^\\s/?#@:]*:[^\\s/?#@]*");

    public SocketConfig {
        if (!isHost(host)) {
            throw new IllegalArgumentException("host must be " + HOST_RULE);
        }
        IntRange.PORT.require("port", port);
        IntRange.POSITIVE.require("backlog", backlog);
        IntRange.POSITIVE.require("maxConnections", maxConnections);
        IntRange.POSITIVE.require("maxConnectionsPerAddress", maxConnectionsPerAddress);
    }

    static boolean isHost(String host) {
        return HOST.matcher(host).matches();
    }
}
