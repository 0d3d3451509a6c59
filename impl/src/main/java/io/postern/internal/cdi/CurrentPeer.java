package io.postern.internal.cdi;

import io.postern.internal.endpoint.Identity;
import io.postern.tls.ClientCertificate;
import jakarta.enterprise.context.ContextNotActiveException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The peer for whose sake a thread runs code of the application. */
final class CurrentPeer {

    /**
     * @param connection null where it is not, or no longer, a session's
     */
    private record Peer(Identity identity, @Nullable ConnectionBeans connection) {}

    /** Not static: two applications on one thread have nothing to do with each other. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Peer> current = new ThreadLocal<>();

    void runAs(Identity identity, @Nullable ConnectionBeans connection, Runnable callback) {
        Peer outer = current.get();
        current.set(new Peer(identity, connection));
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

    /** Of the session whose callback runs. */
    Optional<ConnectionBeans> connection() {
        return Optional.ofNullable(current.get()).map(Peer::connection);
    }

    /** Who it is, where there is one at all. */
    Optional<Identity> identity() {
        return Optional.ofNullable(current.get()).map(Peer::identity);
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
            return identity()
                    .orElseThrow(
                            () ->
                                    new ContextNotActiveException(
                                            "an injected ClientCertificate stands for that of a"
                                                    + " connection and can be used only in a"
                                                    + " callback of an endpoint"))
                    .certificate()
                    .orElseThrow(
                            () ->
                                    new IllegalStateException(
                                            "the client of this connection presented no"
                                                + " certificate; with wss.tls.client-auth=required"
                                                + " every client has one"));
        }
    }
}
