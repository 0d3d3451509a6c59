package io.postern.internal.tls;

import org.jspecify.annotations.Nullable;

/**
 * An OCSP responder has not said that a certificate is good. The message is what it did, to be read
 * after "the OCSP responder"; it repeats nothing of the response unescaped.
 */
final class OcspException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean revoked;

    /** It is not known whether the certificate is revoked. */
    OcspException(String message) {
        this(message, null);
    }

    OcspException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.revoked = false;
    }

    private OcspException(boolean revoked, String message) {
        super(message);
        this.revoked = revoked;
    }

    static OcspException revoked(String message) {
        return new OcspException(true, message);
    }

    boolean isRevoked() {
        return revoked;
    }
}
