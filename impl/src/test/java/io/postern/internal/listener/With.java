package io.postern.internal.listener;

import io.postern.internal.config.Compression;
import io.postern.internal.config.EntryRules;
import io.postern.internal.config.ListenerConfig;
import io.postern.internal.config.NegotiationConfig;
import io.postern.internal.config.Overflow;
import io.postern.internal.config.SocketConfig;
import io.postern.internal.config.UpgradeConfig;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Changes of one part of a listener's configuration. */
public final class With {

    private static final Duration LONG = Duration.ofMinutes(1);

    private With() {}

    /** So few permits and places that a test can use them up; nothing times out. */
    static UnaryOperator<ListenerConfig> permits(int parallel, int capacity, Overflow overflow) {
        return negotiation(new NegotiationConfig(parallel, capacity, LONG, overflow));
    }

    static UnaryOperator<ListenerConfig> negotiation(NegotiationConfig negotiation) {
        return c ->
                new ListenerConfig(
                        c.name(), c.socket(), negotiation, c.tls(), c.upgrade(), c.session());
    }

    public static UnaryOperator<ListenerConfig> upgradeTimeout(Duration timeout) {
        return c -> upgrade(c, timeout, c.upgrade().compression());
    }

    /** {@code wss.max-sessions-per-principal}. */
    static UnaryOperator<ListenerConfig> sessionsPerPrincipal(int most) {
        return c ->
                new ListenerConfig(
                        c.name(),
                        c.socket(),
                        c.negotiation(),
                        c.tls(),
                        new UpgradeConfig(
                                c.upgrade().contextPath(),
                                c.upgrade().timeout(),
                                c.upgrade().maxHeaderSize(),
                                EntryRules.of(c.upgrade().entry().origins(), most),
                                c.upgrade().compression()),
                        c.session());
    }

    /** {@code wss.compression=on}. */
    public static UnaryOperator<ListenerConfig> compression() {
        return c -> upgrade(c, c.upgrade().timeout(), Compression.ON);
    }

    private static ListenerConfig upgrade(
            ListenerConfig c, Duration timeout, Compression compression) {
        return new ListenerConfig(
                c.name(),
                c.socket(),
                c.negotiation(),
                c.tls(),
                new UpgradeConfig(
                        c.upgrade().contextPath(),
                        timeout,
                        c.upgrade().maxHeaderSize(),
                        c.upgrade().entry(),
                        compression),
                c.session());
    }

    static UnaryOperator<ListenerConfig> connections(int atMost, int perAddress) {
        return c -> socket(c, c.socket().host(), c.socket().port(), atMost, perAddress);
    }

    static UnaryOperator<ListenerConfig> address(String host, int port) {
        return c -> socket(c, host, port, SocketConfig.NO_LIMIT, SocketConfig.NO_LIMIT);
    }

    private static ListenerConfig socket(
            ListenerConfig c, String host, int port, int atMost, int perAddress) {
        return new ListenerConfig(
                c.name(),
                new SocketConfig(host, port, 1024, atMost, perAddress),
                c.negotiation(),
                c.tls(),
                c.upgrade(),
                c.session());
    }
}
