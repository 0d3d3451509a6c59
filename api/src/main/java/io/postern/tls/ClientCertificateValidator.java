package io.postern.tls;

/**
 * Decides whether a client may enter with its certificate. Every CDI bean of this type is asked,
 * for each connection that presents a certificate, when the path to the trust store has been
 * validated ({@code wss.tls.path-validation=required}, the default):
 *
 * <pre>{@code
 * @ApplicationScoped
 * public class KnownDevices implements ClientCertificateValidator {
 *     @Inject DeviceRegistry registry;
 *
 *     public Verdict validate(ClientCertificate certificate) {
 *         return registry.knows(certificate.certificate().getSerialNumber())
 *                 ? Verdict.accept()
 *                 : Verdict.refuse("not in the registry");
 *     }
 * }
 * }</pre>
 *
 * <p>The beans are asked in the order of {@link jakarta.annotation.Priority @Priority} on their
 * classes, the smallest value first; without it a bean has the value 2000, and equal ones have the
 * order of their class names. The first that refuses decides; the others are not asked. With {@code
 * wss.tls.path-validation=validators} they decide alone, and at least one has to accept.
 *
 * <p>Validators run on worker threads, with a request context of their own, and may block. All
 * together have the time that {@code wss.tls.client-auth-timeout} leaves. One that does not answer
 * in time is interrupted; that, an exception, and null refuse the client. The certificate is the
 * parameter's: nobody is known yet, and an injected {@link ClientCertificate} stands for none.
 */
@FunctionalInterface
public interface ClientCertificateValidator {

    /** Decides about a certificate. May be called by several threads at once. */
    Verdict validate(ClientCertificate certificate);
}
