package io.postern.internal.config;

/** The part of a client's certificate that names its principal: {@code wss.tls.principal}. */
public enum PrincipalSource {
    /** The whole distinguished name of the subject. */
    SUBJECT,
    /** The one common name of the subject. */
    CN,
    /** The one URI among the subject alternative names. */
    SAN_URI,
    /** The one DNS name among the subject alternative names. */
    SAN_DNS,
    /** The one e-mail address among the subject alternative names. */
    SAN_EMAIL,
    /** SHA-256 of the certificate, as 64 lower-case hexadecimal digits. */
    FINGERPRINT
}
