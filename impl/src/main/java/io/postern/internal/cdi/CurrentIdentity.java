package io.postern.internal.cdi;

import io.postern.Connection;
import io.postern.internal.endpoint.Identity;
import io.postern.tls.ClientCertificate;
import jakarta.enterprise.context.ContextNotActiveException;
import java.net.InetSocketAddress;
import java.security.cert.CertPathValidatorException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The peer of the connection whose callback runs on a thread. */
final class CurrentIdentity {

    /**
     * @param connection null while it is not yet a session's
     */
    private record Peer(Identity identity, @Nullable Connection connection) {}

    /** Not static: two applications on one thread have nothing to do with each other. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Peer> current = new ThreadLocal<>();

    void runAs(Identity identity, @Nullable Connection connection, Runnable callback) {
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

    /**
     * What is injected as a certificate: at each use that of the callback which the calling thread
     * runs, for a request context may be shared by more than one connection.
     */
    ClientCertificate certificate() {
        return new Current();
    }

    /** What is injected as a connection, likewise. */
    Connection connection() {
        return new CurrentConnection();
    }

    private final class CurrentConnection implements Connection {

        @Override
        public String id() {
            return present().id();
        }

        @Override
        public InetSocketAddress localAddress() {
            return present().localAddress();
        }

        @Override
        public InetSocketAddress remoteAddress() {
            return present().remoteAddress();
        }

        @Override
        public Optional<Duration> roundTrip() {
            return present().roundTrip();
        }

        @Override
        public Instant opened() {
            return present().opened();
        }

        private Connection present() {
            Peer peer = current.get();
            if (peer == null || peer.connection() == null) {
                throw new ContextNotActiveException(
                        "an injected Connection stands for that of a session and can be used only"
                                + " in a callback of an endpoint");
            }
            return peer.connection();
        }
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
            Peer peer = current.get();
            if (peer == null) {
                throw new ContextNotActiveException(
                        "an injected ClientCertificate stands for that of a connection and can be"
                                + " used only in a callback of an endpoint");
            }
            return peer.identity()
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
