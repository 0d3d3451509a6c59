package io.postern.internal.tls;

import static org.jboss.logging.Logger.Level.INFO;
import static org.jboss.logging.Logger.Level.WARN;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages 3001 to 3499. Ids are never reused. */
@MessageLogger(projectCode = "POSTERN", length = 4)
interface TlsLog {

    TlsLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), TlsLog.class, "io.postern.tls");

    @LogMessage(level = WARN)
    @Message(
            id = 3001,
            value =
                    "A development certificate is in use (wss.tls.self-signed=true): for localhost"
                            + " only, never for production. SHA-256 fingerprint %s")
    void developmentCertificateInUse(String fingerprint);

    @LogMessage(level = INFO)
    @Message(id = 3002, value = "It lies in %s, its private key in %s; %s, valid until %s")
    void developmentCertificateFiles(
            String certificate, String keyStore, String origin, String validUntil);

    @LogMessage(level = INFO)
    @Message(
            id = 3003,
            value =
                    "To trust it, pass that file to the client (curl --cacert), add it to the trust"
                            + " store of the system or browser, or open the listener's address once"
                            + " with https:// and accept it")
    void howToTrustDevelopmentCertificate();

    @LogMessage(level = WARN)
    @Message(
            id = 3004,
            value = "A new development certificate is made, to be trusted anew by clients: %s")
    void developmentCertificateReplaced(String reason);
}
