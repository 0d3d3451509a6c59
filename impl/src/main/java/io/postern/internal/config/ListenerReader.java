package io.postern.internal.config;

import static io.postern.internal.config.ValueConverters.choice;
import static io.postern.internal.config.ValueConverters.integer;

import io.postern.PingMode;
import java.time.Duration;
import java.util.Optional;

/** Builds the records of a listener from the values of its keys, in the order of the keys. */
final class ListenerReader {

    private final String name;
    private final KeyValues values;
    private final TlsReader tls;

    ListenerReader(
            String name, KeyValues values, String userHome, Optional<ByApplication> certificates) {
        this.name = name;
        this.values = values;
        this.tls = new TlsReader(values, userHome, certificates);
    }

    /** Empty when no certificate is configured; all problems are with the values afterwards. */
    Optional<ListenerConfig> read() {
        SocketConfig socket = socket();
        NegotiationConfig negotiation = negotiation();
        Optional<TlsConfig> tlsConfig = tls.read(negotiation.timeout());
        UpgradeConfig upgrade = upgrade();
        SessionConfig session = session();
        return tlsConfig.map(found -> listener(socket, negotiation, found, upgrade, session));
    }

    private ListenerConfig listener(
            SocketConfig socket,
            NegotiationConfig negotiation,
            TlsConfig tls,
            UpgradeConfig upgrade,
            SessionConfig session) {
        return new ListenerConfig(name, socket, negotiation, tls, upgrade, session);
    }

    private SocketConfig socket() {
        return new SocketConfig(
                values.get(ConfigKey.HOST, ValueConverters::host),
                values.get(ConfigKey.PORT, integer(IntRange.PORT)),
                values.get(ConfigKey.BACKLOG, integer(IntRange.POSITIVE)),
                values.get(ConfigKey.MAX_CONNECTIONS, ValueConverters::numberOrNone),
                values.get(ConfigKey.MAX_CONNECTIONS_PER_ADDRESS, ValueConverters::numberOrNone));
    }

    private NegotiationConfig negotiation() {
        return new NegotiationConfig(
                values.get(ConfigKey.NEGOTIATION_PARALLEL, integer(IntRange.POSITIVE)),
                values.get(ConfigKey.NEGOTIATION_QUEUE_CAPACITY, integer(IntRange.NOT_NEGATIVE)),
                timeout(ConfigKey.NEGOTIATION_TIMEOUT),
                values.get(ConfigKey.NEGOTIATION_OVERFLOW, choice(Overflow.class)));
    }

    private UpgradeConfig upgrade() {
        return new UpgradeConfig(
                values.get(ConfigKey.CONTEXT_PATH, ValueConverters::contextPath),
                timeout(ConfigKey.UPGRADE_TIMEOUT),
                size(ConfigKey.UPGRADE_MAX_HEADER_SIZE),
                entry(),
                values.get(ConfigKey.COMPRESSION, choice(Compression.class)));
    }

    private EntryRules entry() {
        return new EntryRules(
                values.get(ConfigKey.ORIGINS, OriginRules::of),
                values.get(ConfigKey.MISSING_ORIGIN, choice(MissingOrigin.class)),
                values.get(ConfigKey.HOSTS, HostList::of),
                values.get(ConfigKey.MAX_SESSIONS_PER_PRINCIPAL, ValueConverters::numberOrNone),
                new IdentityReader(values).read());
    }

    /** The limits of sessions alone. */
    SessionConfig session() {
        return new SessionConfig(
                new ReceiveLimits(messages(), rates()),
                new SendLimits(
                        size(ConfigKey.SEND_BUFFER_LIMIT),
                        timeout(ConfigKey.SEND_TIMEOUT),
                        values.get(ConfigKey.SEND_OVERFLOW, choice(SendOverflow.class))),
                silence(),
                new EndingConfig(
                        timeout(ConfigKey.CLOSE_TIMEOUT),
                        drain(),
                        values.get(ConfigKey.IDENTITY_GRACE, ValueConverters::timeoutOrNone)),
                values.get(ConfigKey.DISPATCH, ValueConverters::dispatch));
    }

    private DrainConfig drain() {
        return new DrainConfig(
                timeout(ConfigKey.DRAIN_TIMEOUT),
                values.get(ConfigKey.DRAIN_CLOSE_CODE, ValueConverters::drainCloseCode),
                values.get(ConfigKey.DRAIN_JITTER, ValueConverters::timeoutOrNone));
    }

    private FrameRates rates() {
        return new FrameRates(
                values.get(ConfigKey.MAX_FRAME_RATE, ValueConverters::numberOrNone),
                values.get(ConfigKey.MAX_CONTROL_FRAME_RATE, ValueConverters::numberOrNone));
    }

    private SilenceLimits silence() {
        return new SilenceLimits(
                values.get(ConfigKey.PING_MODE, choice(PingMode.class)),
                timeout(ConfigKey.PING_TIMEOUT),
                values.get(ConfigKey.IDLE_TIMEOUT, ValueConverters::timeoutOrNone));
    }

    private MessageLimits messages() {
        int maxMessageSize = size(ConfigKey.MAX_MESSAGE_SIZE);
        int maxFrameSize = size(ConfigKey.MAX_FRAME_SIZE);
        if (!values.isSet(ConfigKey.MAX_FRAME_SIZE)) {
            // a message of the size allowed must be able to come in one frame
            maxFrameSize = Math.max(maxFrameSize, maxMessageSize);
        }
        return new MessageLimits(
                maxMessageSize,
                maxFrameSize,
                values.get(ConfigKey.MAX_FRAGMENTS, integer(IntRange.POSITIVE)),
                timeout(ConfigKey.MESSAGE_TIMEOUT),
                values.get(ConfigKey.PENDING_MESSAGES, integer(IntRange.POSITIVE)));
    }

    private int size(ConfigKey key) {
        return values.get(key, ValueConverters::size);
    }

    private Duration timeout(ConfigKey key) {
        return values.get(key, ValueConverters::timeout);
    }
}
