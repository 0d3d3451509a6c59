package io.postern.internal.config;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Every configuration key with a fixed name, with its default; {@link PemPairKey} has those with a
 * number. A key that is in neither is refused as unknown; {@code
 * src/site/markdown/configuration.md} describes each, and a test keeps it equal to this list.
 */
enum ConfigKey implements Key {
    /** {@code false}: nothing is opened, and the keys that follow are not read. */
    ENABLED("wss.enabled", "true"),
    /** {@code withhold} or {@code allow}: may the server serve the same classes on its own port? */
    CONTAINER_ENDPOINTS("wss.container-endpoints", "withhold"),
    /** Names of further listeners, whose keys are {@code wss.<name>.} and the rest. */
    LISTENERS("wss.listeners"),

    /** Host name or address to bind to. */
    HOST("wss.host", "0.0.0.0"),
    /** 0 to 65535; 0 lets the operating system choose. */
    PORT("wss.port", "8444"),
    /** Connections that the operating system may hold before they are accepted. */
    BACKLOG("wss.backlog", "1024"),
    /** Open connections, or {@code none}; beyond, a new one is closed before TLS. */
    MAX_CONNECTIONS("wss.max-connections", "10000"),
    /** Open connections of one address, or {@code none}; beyond, closed before TLS. */
    MAX_CONNECTIONS_PER_ADDRESS("wss.max-connections-per-address", "none"),

    /** Negotiations (TLS handshake and upgrade) in progress. */
    NEGOTIATION_PARALLEL("wss.negotiation.parallel", "16"),
    /** Connections that wait to negotiate; 0 lets none wait. */
    NEGOTIATION_QUEUE_CAPACITY("wss.negotiation.queue-capacity", "128"),
    /** From accept to {@code 101 Switching Protocols}, waiting included. */
    NEGOTIATION_TIMEOUT("wss.negotiation.timeout", "10s"),
    /** {@code drop-oldest} or {@code refuse-newest}, when the queue is full. */
    NEGOTIATION_OVERFLOW("wss.negotiation.overflow", "drop-oldest"),

    /** {@code auto}, {@code openssl} or {@code jdk}. */
    TLS_PROVIDER("wss.tls.provider", "auto"),
    /** {@code TLSv1.3}, {@code TLSv1.2} or both. */
    TLS_PROTOCOLS("wss.tls.protocols", "TLSv1.3,TLSv1.2"),
    /** {@code intermediate}, or some of its suites for TLS 1.2, the preferred first. */
    TLS_CIPHER_SUITES("wss.tls.cipher-suites", "intermediate"),
    /** {@code auto}, or groups for the key exchange, the preferred first. */
    TLS_GROUPS("wss.tls.groups", "auto"),
    /** A PKCS12 file with the listener's private key and certificates. */
    P12_PATH("wss.tls.key-store.p12.path"),
    /** Opens the key store; mandatory with the path. */
    P12_PASSWORD("wss.tls.key-store.p12.password"),
    /** The entry to use, or {@code *}: all; mandatory where there are several private keys. */
    P12_ALIAS("wss.tls.key-store.p12.alias"),
    /** Opens the entry; the store's password without it. */
    P12_ALIAS_PASSWORD("wss.tls.key-store.p12.alias-password"),
    /** A JKS file with the listener's private key and certificates. */
    JKS_PATH("wss.tls.key-store.jks.path"),
    /** Opens the key store; mandatory with the path. */
    JKS_PASSWORD("wss.tls.key-store.jks.password"),
    /** The entry to use, or {@code *}: all; mandatory where there are several private keys. */
    JKS_ALIAS("wss.tls.key-store.jks.alias"),
    /** Opens the entry; the store's password without it. */
    JKS_ALIAS_PASSWORD("wss.tls.key-store.jks.alias-password"),
    /** A key store of any type that the Java runtime has. */
    OTHER_TYPE("wss.tls.key-store.other.type"),
    /** The security provider of that type; the first that has it without this key. */
    OTHER_PROVIDER("wss.tls.key-store.other.provider"),
    /** The key store's file; without it the store is no file. */
    OTHER_PATH("wss.tls.key-store.other.path"),
    /** Opens the key store, where that asks for a password. */
    OTHER_PASSWORD("wss.tls.key-store.other.password"),
    /** The entry to use, or {@code *}: all; mandatory where there are several private keys. */
    OTHER_ALIAS("wss.tls.key-store.other.alias"),
    /** Opens the entry; the store's password without it. */
    OTHER_ALIAS_PASSWORD("wss.tls.key-store.other.alias-password"),
    /** The certificate chain as PEM: a file, {@code classpath:} or the text itself. */
    PEM_CERT("wss.tls.key-store.pem.cert"),
    /** The private key as PEM: a file, {@code classpath:} or the text itself. */
    PEM_KEY("wss.tls.key-store.pem.key"),
    /** Opens an encrypted private key. */
    PEM_PASSWORD("wss.tls.key-store.pem.password"),
    /** {@code true}: a development certificate for localhost is made and kept. */
    SELF_SIGNED("wss.tls.self-signed", "false"),
    /** {@code default} or {@code refuse}: who names a server without a certificate. */
    TLS_SNI_UNMATCHED("wss.tls.sni.unmatched", "default"),
    /** {@code off} or {@code on}: are clients told that the certificate is not revoked? */
    TLS_OCSP_STAPLING("wss.tls.ocsp-stapling", "off"),
    /** The http or https URI of the responder; that in the certificate without it. */
    TLS_OCSP_STAPLING_RESPONDER("wss.tls.ocsp-stapling.responder"),

    /** {@code none}, {@code optional} or {@code required}: are clients asked for a certificate? */
    TLS_CLIENT_AUTH("wss.tls.client-auth", "none"),
    /** A PKCS12 file with the certificates of those who may issue client certificates. */
    TRUST_P12_PATH("wss.tls.trust-store.p12.path"),
    /** Opens the trust store; mandatory with the path. */
    TRUST_P12_PASSWORD("wss.tls.trust-store.p12.password"),
    /** A JKS file with the certificates of those who may issue client certificates. */
    TRUST_JKS_PATH("wss.tls.trust-store.jks.path"),
    /** Opens the trust store; mandatory with the path. */
    TRUST_JKS_PASSWORD("wss.tls.trust-store.jks.password"),
    /** Such certificates as PEM: a file, {@code classpath:} or the text itself. */
    TRUST_PEM_CERTS("wss.tls.trust-store.pem.certs"),
    /** {@code required} or {@code validators}: who decides about a path that is not valid? */
    TLS_PATH_VALIDATION("wss.tls.path-validation", "required"),
    /** {@code none}, {@code crl} or {@code ocsp}. */
    TLS_REVOCATION("wss.tls.revocation", "none"),
    /** A file with revocation lists, or a directory of such files. */
    TLS_CRL_PATH("wss.tls.crl.path"),
    /** The http or https URI of the only responder that is asked. */
    TLS_OCSP_RESPONDER("wss.tls.ocsp.responder"),
    /** The part of a client's certificate that names its principal. */
    TLS_PRINCIPAL("wss.tls.principal", "subject"),
    /**
     * For revocation and validators together. Without a value it is half of {@code
     * wss.negotiation.timeout} where that is less than the default.
     */
    TLS_CLIENT_AUTH_TIMEOUT("wss.tls.client-auth-timeout", "5s"),
    /** {@code on} or {@code off}; on without client certificates and off with them if absent. */
    TLS_RESUMPTION("wss.tls.resumption"),
    /** Between two looks at the files of certificates; {@code none}, {@code 0}: never. */
    TLS_RELOAD_INTERVAL("wss.tls.reload-interval", "10s"),
    /** {@code keep} or {@code close}: sessions whose clients are no longer trusted. */
    TLS_ON_TRUST_CHANGE("wss.tls.on-trust-change", "keep"),

    /** Prefix of all endpoint paths. */
    CONTEXT_PATH("wss.context-path", "/"),
    /** From the end of the TLS handshake to the answer to the upgrade request. */
    UPGRADE_TIMEOUT("wss.upgrade.timeout", "5s"),
    /** The request line and all header fields. */
    UPGRADE_MAX_HEADER_SIZE("wss.upgrade.max-header-size", "8k"),
    /** {@code same-host}, {@code *}, or exact origins. */
    ORIGINS("wss.origins", "same-host"),
    /** {@code allow}, {@code identified} or {@code refuse}: requests without {@code Origin}. */
    MISSING_ORIGIN("wss.missing-origin", "allow"),
    /** {@code *}, or exact names that the {@code Host} header may have. */
    HOSTS("wss.hosts", "*"),
    /** Open sessions of one principal, or {@code none}; beyond, status 429. */
    MAX_SESSIONS_PER_PRINCIPAL("wss.max-sessions-per-principal", "none"),
    /**
     * {@code certificate}, {@code authorization}, {@code cookie}, {@code subprotocol}, in order.
     */
    IDENTITY_SOURCES("wss.identity.sources", "certificate"),
    /** From the end of an identity to the end of its session; {@code none}, {@code 0}: at once. */
    IDENTITY_GRACE("wss.identity.grace", "0s"),
    /** A file with further roles of principals. */
    ROLES_FILE("wss.roles.file"),
    /** {@code off} or {@code on}: permessage-deflate (RFC 7692). */
    COMPRESSION("wss.compression", "off"),

    /** A whole message; beyond, close code 1009. */
    MAX_MESSAGE_SIZE("wss.max-message-size", "64k"),
    /**
     * One frame; beyond, close code 1009. Without a value the limit is the larger of the default
     * and {@code wss.max-message-size}, so that a message of the size allowed may come in one
     * frame.
     */
    MAX_FRAME_SIZE("wss.max-frame-size", "64k"),
    /** Frames of one message; beyond, close code 1008. */
    MAX_FRAGMENTS("wss.max-fragments", "128"),
    /** From the first to the last frame of a fragmented message. */
    MESSAGE_TIMEOUT("wss.message-timeout", "30s"),
    /** Messages received and not yet handled; beyond, reading pauses. */
    PENDING_MESSAGES("wss.pending-messages", "16"),
    /** Data frames of a session in a second, or {@code none}; beyond, reading pauses. */
    MAX_FRAME_RATE("wss.max-frame-rate", "none"),
    /** Control frames of a session in a second, or {@code none}; beyond, reading pauses. */
    MAX_CONTROL_FRAME_RATE("wss.max-control-frame-rate", "100"),
    /** Bytes that wait for the peer to read. */
    SEND_BUFFER_LIMIT("wss.send-buffer-limit", "1m"),
    /** How long a peer may leave bytes unread before it is closed. */
    SEND_TIMEOUT("wss.send-timeout", "20s"),
    /** {@code close} or {@code fail-send}, where more would wait than that. */
    SEND_OVERFLOW("wss.send-overflow", "close"),
    /** {@code bandwidth-saving}, {@code latency-control} or {@code off}: when a peer is pinged. */
    PING_MODE("wss.ping.mode", "bandwidth-saving"),
    /** A peer that gives no sign of life for so long is closed. */
    PING_TIMEOUT("wss.ping.timeout", "60s"),
    /** A session without messages is closed after it; {@code none}, {@code 0}: never. */
    IDLE_TIMEOUT("wss.idle-timeout", "none"),
    /** How long the peer may take to answer a close frame. */
    CLOSE_TIMEOUT("wss.close-timeout", "10s"),
    /** How long all sessions together may take to close when the listener stops. */
    DRAIN_TIMEOUT("wss.drain-timeout", "25s"),
    /** 1001 or 1012: what the sessions are told then. */
    DRAIN_CLOSE_CODE("wss.drain-close-code", "1001"),
    /** Over which time they are told it, at most; {@code none}, {@code 0}: all at once. */
    DRAIN_JITTER("wss.drain-jitter", "1s"),

    /** {@code managed}, {@code virtual} or {@code event-loop}: the threads that call endpoints. */
    DISPATCH("wss.dispatch", "managed");

    static final String PREFIX = "wss.";

    /** Those that concern all listeners together. */
    static final Set<ConfigKey> OF_DEPLOYMENT =
            Collections.unmodifiableSet(EnumSet.range(ENABLED, LISTENERS));

    /** Those that each listener may have for itself. */
    static final Set<ConfigKey> OF_LISTENER =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.range(ENABLED, LISTENERS)));

    /** All ways to a certificate of the listener's own. */
    static final Set<ConfigKey> KEY_STORES =
            Collections.unmodifiableSet(EnumSet.range(P12_PATH, SELF_SIGNED));

    private final String key;
    private final String defaultValue;

    ConfigKey(String key) {
        this(key, "");
    }

    ConfigKey(String key, String defaultValue) {
        this.key = key;
        this.defaultValue = defaultValue;
    }

    @Override
    public String key() {
        return key;
    }

    /** The default as it would be written in a properties file; empty when there is none. */
    String defaultValue() {
        return defaultValue;
    }

    /** The key without its last name: the prefix of the group that it belongs to. */
    String group() {
        return key.substring(0, key.lastIndexOf('.'));
    }

    /** MicroProfile Config's rule: each character that is no letter or digit becomes {@code _}. */
    static String environmentName(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
