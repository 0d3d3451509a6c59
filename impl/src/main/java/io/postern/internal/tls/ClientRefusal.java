package io.postern.internal.tls;

import io.postern.RefusalReason;
import io.postern.tls.CertificateAlert;
import java.security.cert.CertificateException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A client certificate is refused. The message is for the log and was made fit for it. */
final class ClientRefusal extends CertificateException {

    private static final long serialVersionUID = 1L;

    private final RefusalReason reason;
    private final CertificateAlert alert;
    private final @Nullable String validator;

    private ClientRefusal(
            RefusalReason reason,
            CertificateAlert alert,
            @Nullable String validator,
            String message,
            @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.alert = alert;
        this.validator = validator;
    }

    /**
     * Refuses.
     *
     * @param reason under which it is counted
     * @param alert what the client is told
     */
    ClientRefusal(
            RefusalReason reason,
            CertificateAlert alert,
            String message,
            @Nullable Throwable cause) {
        this(reason, alert, null, message, cause);
    }

    /** By a validator of this name. */
    static ClientRefusal by(String validator, CertificateAlert alert, String message) {
        return new ClientRefusal(
                RefusalReason.CLIENT_CERTIFICATE_REFUSED, alert, validator, message, null);
    }

    /** By a validator of this name, which gave no verdict. */
    static ClientRefusal by(String validator, String message) {
        return by(validator, CertificateAlert.CERTIFICATE_UNKNOWN, message);
    }

    static ClientRefusal of(PathResult.Invalid path) {
        return new ClientRefusal(
                path.reason(),
                path.alert(),
                String.valueOf(path.failure().getMessage()),
                path.failure());
    }

    /** By the application, or by what the configuration asks of a certificate. */
    static ClientRefusal refused(String message) {
        return new ClientRefusal(
                RefusalReason.CLIENT_CERTIFICATE_REFUSED,
                CertificateAlert.CERTIFICATE_UNKNOWN,
                message,
                null);
    }

    /** The validator that refused, by its class. */
    Optional<String> validator() {
        return Optional.ofNullable(validator);
    }

    RefusalReason reason() {
        return reason;
    }

    CertificateAlert alert() {
        return alert;
    }
}
