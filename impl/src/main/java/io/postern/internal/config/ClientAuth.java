package io.postern.internal.config;

/** Whether clients are asked for a certificate: {@code wss.tls.client-auth}. */
public enum ClientAuth {
    /** They are not asked. */
    NONE,
    /** They are asked; who presents none is anonymous, who presents a wrong one is refused. */
    OPTIONAL,
    /** Who presents none, or a wrong one, is refused. */
    REQUIRED
}
