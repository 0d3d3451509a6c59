package io.postern.internal.config;

/** What becomes of a request without {@code Origin}, which no web page sends. */
public enum MissingOrigin {
    /** It is allowed. */
    ALLOW,
    /** It is allowed to clients that are known: by certificate, token or check. */
    IDENTIFIED,
    /** It is refused. */
    REFUSE
}
