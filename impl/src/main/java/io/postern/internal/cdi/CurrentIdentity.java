package io.postern.internal.cdi;

import io.postern.internal.endpoint.Identity;
import io.postern.tls.ClientCertificate;
import jakarta.enterprise.context.ContextNotActiveException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** The peer of the connection whose callback runs on a thread. */
final class CurrentIdentity {

    /** Not static: two applications on one thread have nothing to do with each other. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Identity> current = new ThreadLocal<>();

    void runAs(Identity identity, Runnable callback) {
        current.set(identity);
        try {
            callback.run();
        } finally {
            current.remove();
        }
    }

    /**
     * What an injected certificate stands for in the callback of the calling thread.
     *
     * @throws ContextNotActiveException when none runs, though there may be a request context
     */
    ClientCertificate certificate() {
        Identity identity = current.get();
        if (identity == null) {
            throw new ContextNotActiveException(
                    "an injected ClientCertificate stands for that of a connection and can be used"
                            + " only in a callback of an endpoint");
        }
        return identity.certificate().orElseGet(NoCertificate::new);
    }

    /** A contextual instance must not be null. */
    private static final class NoCertificate implements ClientCertificate {

        @Override
        public List<X509Certificate> chain() {
            throw none();
        }

        @Override
        public Optional<CertPathValidatorException> pathFailure() {
            throw none();
        }

        private static IllegalStateException none() {
            return new IllegalStateException(
                    "the client of this connection presented no certificate; with"
                            + " wss.tls.client-auth=required every client has one");
        }
    }
}
