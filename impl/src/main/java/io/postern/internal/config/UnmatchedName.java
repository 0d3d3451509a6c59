package io.postern.internal.config;

/**
 * What happens to a client that names a server for which there is no certificate, or names none:
 * {@code wss.tls.sni.unmatched}.
 */
public enum UnmatchedName {
    /** It gets the first certificate that is configured. */
    DEFAULT,
    /** The handshake fails, with the alert {@code unrecognized_name} where it named one. */
    REFUSE
}
