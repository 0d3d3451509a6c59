package io.postern.internal.tls;

import org.jspecify.annotations.Nullable;

/**
 * An OCSP responder has not said that a certificate is good. The message is what it did, to be read
 * after "the OCSP responder"; it repeats nothing of the response unescaped.
 */
final class OcspException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    private enum Kind {
        UNDETERMINED,
        REVOKED,
        UNKNOWN
    }

    /** It is not known whether the certificate is revoked. */
    OcspException(String message) {
        this(message, null);
    }

    OcspException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = Kind.UNDETERMINED;
    }

    private OcspException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    static OcspException revoked(String message) {
        return new OcspException(Kind.REVOKED, message);
    }

    /** A responder that can be relied on does not know of the certificate. */
    static OcspException unknown(String message) {
        return new OcspException(Kind.UNKNOWN, message);
    }

    boolean isRevoked() {
        return kind == Kind.REVOKED;
    }

    /** Whether there is a verified answer, which is that the certificate is not good. */
    boolean isAnswer() {
        return kind != Kind.UNDETERMINED;
    }
}
