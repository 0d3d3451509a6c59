package io.postern.internal.tls;

import io.postern.RefusalReason;
import io.postern.tls.CertificateAlert;
import java.security.cert.CertificateException;
import org.jspecify.annotations.Nullable;

/** A client certificate is refused. The message is for the log and was made fit for it. */
final class ClientRefusal extends CertificateException {

    private static final long serialVersionUID = 1L;

    private final RefusalReason reason;
    private final CertificateAlert alert;

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
        super(message, cause);
        this.reason = reason;
        this.alert = alert;
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

    RefusalReason reason() {
        return reason;
    }

    CertificateAlert alert() {
        return alert;
    }
}
