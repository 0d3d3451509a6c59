package io.postern.internal.config;

/**
 * What happens to open sessions when trust store or revocation lists have changed: {@code
 * wss.tls.on-trust-change}.
 */
public enum OnTrustChange {
    /** They live on. */
    KEEP,
    /** Their clients' certificates are checked again; who would be refused now is closed (1008). */
    CLOSE
}
