package io.postern.tls;

/**
 * What a client is told about its certificate when it is refused (RFC 8446 section 6.2). BoringSSL
 * sends what is asked for; the JDK's TLS engine says {@link #CERTIFICATE_UNKNOWN} whatever the
 * reason.
 */
public enum CertificateAlert {
    /** The certificate is corrupt or its signature is wrong. */
    BAD_CERTIFICATE,
    /** A certificate of a kind that is not allowed. */
    UNSUPPORTED_CERTIFICATE,
    /** Its issuer has revoked it. */
    CERTIFICATE_REVOKED,
    /** It is not valid any more. */
    CERTIFICATE_EXPIRED,
    /** It is not acceptable for another reason. */
    CERTIFICATE_UNKNOWN,
    /** No trusted authority has issued it. */
    UNKNOWN_CA
}
