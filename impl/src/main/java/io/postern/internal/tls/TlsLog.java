package io.postern.internal.tls;

import static org.jboss.logging.Logger.Level.ERROR;
import static org.jboss.logging.Logger.Level.INFO;
import static org.jboss.logging.Logger.Level.WARN;

import java.lang.invoke.MethodHandles;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
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

    @LogMessage(level = WARN)
    @Message(
            id = 3005,
            value =
                    "Thread %s has not ended within %d ms; it may keep the application's class"
                            + " loader from being collected")
    void threadLeft(String thread, long millis);

    @LogMessage(level = WARN)
    @Message(id = 3014, value = "A client could not be checked again, and has to go")
    void recheckFailed(@Cause Throwable cause);

    @LogMessage(level = INFO)
    @Message(id = 3011, value = "Changed certificates are in service: %s")
    void reloaded(String source);

    @LogMessage(level = ERROR)
    @Message(
            id = 3012,
            value = "Changed certificates are not used, those before stay in service: %s")
    void reloadFailed(String problem);

    @LogMessage(level = INFO)
    @Message(id = 3013, value = "The certificates in service are again those of their files: %s")
    void reloadRestored(String source);

    @LogMessage(level = WARN)
    @Message(
            id = 3010,
            value = "%s failed; the client whose certificate it was asked about is refused")
    void validatorFailed(@Cause Throwable cause, String validator);

    @LogMessage(level = WARN)
    @Message(
            id = 3006,
            value =
                    "On: %s. It may write the keys of connections, or what is sent over them, to a"
                            + " log; remove it unless you are looking for a fault")
    void exposingSwitch(String howItIsSet);

    @LogMessage(level = WARN)
    @Message(
            id = 3007,
            value =
                    "The file %s holds a private key, and more users than need be may use it: owner"
                            + " %s, mode %s. Give it to the user who runs the server with mode 0600"
                            + " or less, or to root with 0640 or less (Kubernetes: set fsGroup and"
                            + " defaultMode: 0440)")
    void keyFileOpenToOthers(String file, String owner, String mode);

    @LogMessage(level = WARN)
    @Message(
            id = 3040,
            value =
                    "Looking for new certificates failed unexpectedly; what is in service stays so,"
                            + " and it is tried again")
    void pollFailed(@Cause Throwable cause);

    @LogMessage(level = WARN)
    @Message(
            id = 3050,
            value =
                    "wss.tls.ocsp-stapling=on has no effect with the JDK's TLS engine, where only a"
                            + " switch for the whole JVM turns stapling on: clients get no OCSP"
                            + " response. Use wss.tls.provider=openssl, or set it to off")
    void staplingWithoutEffect();

    @LogMessage(level = WARN)
    @Message(id = 3051, value = "Nothing can be stapled to the certificate of %s. %s")
    void stapleImpossible(String source, String problem);

    @LogMessage(level = INFO)
    @Message(
            id = 3052,
            value = "To the certificate %s is stapled what the OCSP responder %s says, until %s")
    void stapled(OcspSubject subject, String responder, Instant expires);

    @LogMessage(level = WARN)
    @Message(
            id = 3053,
            value =
                    "There is nothing to staple to the certificate %s: the OCSP responder %s %s."
                            + " Clients get none, and it is tried again")
    void stapleMissing(OcspSubject subject, String responder, String problem);

    @LogMessage(level = WARN)
    @Message(
            id = 3054,
            value =
                    "What is stapled to the certificate %s could not be renewed: the OCSP responder"
                            + " %s %s. The old one is used until %s, and it is tried again")
    void stapleNotRenewed(OcspSubject subject, String responder, String problem, Instant expires);

    @LogMessage(level = WARN)
    @Message(
            id = 3055,
            value =
                    "What was stapled to the certificate %s has expired and could not be renewed;"
                            + " clients get none until it can")
    void stapleExpired(OcspSubject subject);

    @LogMessage(level = ERROR)
    @Message(
            id = 3056,
            value =
                    "Nothing is stapled to the certificate %s, which clients may refuse: the OCSP"
                            + " responder %s %s. Replace the certificate, or mend"
                            + " wss.tls.ocsp-stapling.responder if it is another authority's")
    void stapleRefused(OcspSubject subject, String responder, String problem);

    @LogMessage(level = WARN)
    @Message(id = 3057, value = "Stapling failed unexpectedly; it is tried again")
    void staplingFailed(@Cause Throwable cause);
}
