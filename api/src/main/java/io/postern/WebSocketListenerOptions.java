package io.postern;

import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What makes a listener that is made in code different from the default one. Every option is a
 * configuration key: {@code port(8445)} of the listener {@code devices} means the same as {@code
 * wss.devices.port=8445}. Hence
 *
 * <ul>
 *   <li>what is not given here is taken over from {@code wss.*}, except the port;
 *   <li>a key {@code wss.devices.port} that is configured goes before the option, so that who
 *       deploys the application can change it;
 *   <li>a value that cannot be used is found when the application starts, with all others.
 * </ul>
 *
 * <p>References such as {@code ${NAME}} are replaced in configuration only, and refused here. What
 * is given here stays in memory, passwords included: those are better configured. Immutable.
 *
 * @param values by key without {@code wss.} and the listener's name, such as {@code
 *     negotiation.parallel}; the values as they would be written in a properties file
 */
public record WebSocketListenerOptions(SortedMap<String, String> values) {

    /**
     * Copies them.
     *
     * @throws IllegalArgumentException when a value refers to another with <code>${...}</code>
     */
    public WebSocketListenerOptions {
        values.forEach(WebSocketListenerOptions::requireLiteral);
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    private static void requireLiteral(String key, String value) {
        if (value.contains("${")) {
            throw new IllegalArgumentException(
                    "the option "
                            + key
                            + " refers to another value with ${...}, which is replaced in"
                            + " configuration only; configure the key, or give the value itself");
        }
    }

    /** Options to begin with: none. */
    public static Builder builder() {
        return new Builder();
    }

    /** The keys, and the values of those that cannot be secret. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + (isSecret(entry) ? "" : "=" + entry.getValue()))
                .collect(Collectors.joining(", ", "WebSocketListenerOptions[", "]"));
    }

    private static boolean isSecret(Map.Entry<String, String> option) {
        return option.getKey().endsWith("password") || option.getValue().contains("-----BEGIN");
    }

    /** Collects options. Each method returns the builder itself; a second value replaces one. */
    public static final class Builder {

        private final SortedMap<String, String> values = new TreeMap<>();

        private Builder() {}

        /**
         * Any option, by its key.
         *
         * @param key as in the configuration reference, without {@code wss.}: for instance {@code
         *     tls.client-auth}
         * @param value as it would be written in a properties file; empty for none
         */
        public Builder option(String key, String value) {
            values.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
            return this;
        }

        /** {@code host}: the host name or address to bind to. */
        public Builder host(String host) {
            return option("host", host);
        }

        /** {@code port}: 0 lets the operating system choose. The one option that must be given. */
        public Builder port(int port) {
            return option("port", port);
        }

        /**
         * {@code backlog}: connections that the operating system holds before they are accepted.
         */
        public Builder backlog(int connections) {
            return option("backlog", connections);
        }

        /** {@code context-path}: the prefix of all endpoint paths. */
        public Builder contextPath(String path) {
            return option("context-path", path);
        }

        /** {@code max-connections}: open connections; beyond, a new one is closed before TLS. */
        public Builder maxConnections(int connections) {
            return option("max-connections", connections);
        }

        /** {@code max-connections-per-address}: open connections of one address. */
        public Builder maxConnectionsPerAddress(int connections) {
            return option("max-connections-per-address", connections);
        }

        /** {@code negotiation.parallel}: handshakes in progress. */
        public Builder parallelNegotiations(int connections) {
            return option("negotiation.parallel", connections);
        }

        /** {@code negotiation.queue-capacity}: connections that wait to negotiate. */
        public Builder negotiationQueueCapacity(int connections) {
            return option("negotiation.queue-capacity", connections);
        }

        /** {@code negotiation.timeout}: from accept to 101, waiting included. */
        public Builder negotiationTimeout(Duration timeout) {
            return option("negotiation.timeout", timeout);
        }

        /** {@code upgrade.timeout}: from the end of TLS to the answer. */
        public Builder upgradeTimeout(Duration timeout) {
            return option("upgrade.timeout", timeout);
        }

        /** {@code origins}: {@code same-host}, {@code *}, or exact origins. */
        public Builder origins(String... origins) {
            return option("origins", String.join(",", origins));
        }

        /** {@code missing-origin}: {@code allow}, {@code identified} or {@code refuse}. */
        public Builder missingOrigin(String rule) {
            return option("missing-origin", rule);
        }

        /** {@code hosts}: {@code *}, or the names that the {@code Host} header may have. */
        public Builder hosts(String... hosts) {
            return option("hosts", String.join(",", hosts));
        }

        /**
         * {@code identity.sources}: {@code certificate}, {@code authorization}, {@code cookie},
         * {@code subprotocol}, in the order in which they are asked.
         */
        public Builder identitySources(String... sources) {
            return option("identity.sources", String.join(",", sources));
        }

        /** {@code identity.grace}: from the end of an identity to the end of its session. */
        public Builder identityGrace(Duration grace) {
            return option("identity.grace", grace);
        }

        /** {@code roles.file}: a file with further roles of principals. */
        public Builder rolesFile(String path) {
            return option("roles.file", path);
        }

        /** {@code max-message-size}: bytes of a whole message. */
        public Builder maxMessageSize(int bytes) {
            return option("max-message-size", bytes);
        }

        /** {@code max-frame-size}: bytes of one frame. */
        public Builder maxFrameSize(int bytes) {
            return option("max-frame-size", bytes);
        }

        /** {@code pending-messages}: received and not yet handled; then reading pauses. */
        public Builder pendingMessages(int messages) {
            return option("pending-messages", messages);
        }

        /** {@code max-frame-rate}: data frames of a session in a second. */
        public Builder maxFrameRate(int frames) {
            return option("max-frame-rate", frames);
        }

        /** {@code max-control-frame-rate}: pings, pongs and close frames in a second. */
        public Builder maxControlFrameRate(int frames) {
            return option("max-control-frame-rate", frames);
        }

        /** {@code send-buffer-limit}: bytes that wait for the peer to read. */
        public Builder sendBufferLimit(int bytes) {
            return option("send-buffer-limit", bytes);
        }

        /** {@code send-timeout}: how long a peer may leave bytes unread. */
        public Builder sendTimeout(Duration timeout) {
            return option("send-timeout", timeout);
        }

        /** {@code idle-timeout}: a session without messages is closed after it; zero: never. */
        public Builder idleTimeout(Duration timeout) {
            return option("idle-timeout", timeout);
        }

        /** {@code ping.mode}: when a peer is asked for a sign of life. */
        public Builder pingMode(PingMode mode) {
            return option("ping.mode", mode);
        }

        /** {@code ping.timeout}: a peer without a sign of life for so long is closed. */
        public Builder pingTimeout(Duration timeout) {
            return option("ping.timeout", timeout);
        }

        /** {@code close-timeout}: how long the peer may take to answer a close frame. */
        public Builder closeTimeout(Duration timeout) {
            return option("close-timeout", timeout);
        }

        /** {@code drain-timeout}: how long all sessions may take to close at the end. */
        public Builder drainTimeout(Duration timeout) {
            return option("drain-timeout", timeout);
        }

        /** {@code dispatch}: the threads that call the endpoints. */
        public Builder dispatch(Dispatch dispatch) {
            return option("dispatch", dispatch);
        }

        private Builder option(String key, Enum<?> value) {
            return option(key, value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }

        private Builder option(String key, int value) {
            return option(key, Integer.toString(value));
        }

        private Builder option(String key, Duration value) {
            return option(key, value.toString());
        }

        /** The options as they are now. */
        public WebSocketListenerOptions build() {
            return new WebSocketListenerOptions(values);
        }
    }
}
