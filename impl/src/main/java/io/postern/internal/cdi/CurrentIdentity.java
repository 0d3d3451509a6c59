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
        Identity outer = current.get();
        current.set(identity);
        try {
            callback.run();
        } finally {
            if (outer == null) {
                current.remove();
            } else {
                current.set(outer);
            }
        }
    }

    /**
     * What is injected as a certificate: at each use that of the callback which the calling thread
     * runs, for a request context may be shared by more than one connection.
     */
    ClientCertificate certificate() {
        return new Current();
    }

    private final class Current implements ClientCertificate {

        @Override
        public List<X509Certificate> chain() {
            return present().chain();
        }

        @Override
        public Optional<CertPathValidatorException> pathFailure() {
            return present().pathFailure();
        }

        @Override
        public X509Certificate certificate() {
            return present().certificate();
        }

        private ClientCertificate present() {
            Identity identity = current.get();
            if (identity == null) {
                throw new ContextNotActiveException(
                        "an injected ClientCertificate stands for that of a connection and can be"
                                + " used only in a callback of an endpoint");
            }
            return identity.certificate()
                    .orElseThrow(
                            () ->
                                    new IllegalStateException(
                                            "the client of this connection presented no"
                                                + " certificate; with wss.tls.client-auth=required"
                                                + " every client has one"));
        }
    }
}
