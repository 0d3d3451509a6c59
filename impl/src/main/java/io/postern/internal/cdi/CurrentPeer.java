package io.postern.internal.cdi;

import io.postern.internal.endpoint.Identity;
import io.postern.tls.ClientCertificate;
import jakarta.enterprise.context.ContextNotActiveException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The peer for whose sake a thread runs code of the application, and what is its own there. */
final class CurrentPeer {

    /**
     * What surrounds a callback.
     *
     * @param identity null where it runs for nobody's sake
     * @param connection null where it is not, or no longer, a session's
     * @param request null where the request context is the container's
     */
    record Peer(
            @Nullable Identity identity,
            @Nullable ConnectionBeans connection,
            @Nullable RequestBeans request) {}

    /** The place of a thread: it is taken once for many callbacks, for that is what costs. */
    private static final class Place {

        private final boolean ours;
        private @Nullable Peer peer;

        private Place(boolean ours) {
            this.ours = ours;
        }
    }

    /** Not static: two applications on one thread have nothing to do with each other. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Place> current = new ThreadLocal<>();

    /**
     * Runs what will call {@link #runAs}, often; nothing is left on the thread.
     *
     * @param ours whether no request context of the container's is active there
     */
    void run(boolean ours, Runnable callbacks) {
        if (current.get() == null) {
            inPlace(new Place(ours), callbacks);
        } else {
            callbacks.run();
        }
    }

    private void inPlace(Place place, Runnable callbacks) {
        current.set(place);
        try {
            callbacks.run();
        } finally {
            current.remove();
        }
    }

    /** Whether the thread is in {@link #run}, without a request context of the container's. */
    boolean isOurs() {
        Place place = current.get();
        return place != null && place.ours;
    }

    /** Runs one callback. */
    void runAs(Peer peer, Runnable callback) {
        Place place = current.get();
        if (place == null) {
            inPlace(new Place(false), () -> runAs(peer, callback));
            return;
        }
        Peer outer = place.peer;
        place.peer = peer;
        try {
            callback.run();
        } finally {
            place.peer = outer;
        }
    }

    private @Nullable Peer peer() {
        Place place = current.get();
        return place == null ? null : place.peer;
    }

    /** The beans of the callback that runs; null where its request context is not ours. */
    @Nullable RequestBeans request() {
        Peer peer = peer();
        return peer == null ? null : peer.request();
    }

    /** Of the session whose callback runs. */
    Optional<ConnectionBeans> connection() {
        return Optional.ofNullable(peer()).map(Peer::connection);
    }

    /** Who it is, where there is one at all. */
    Optional<Identity> identity() {
        return Optional.ofNullable(peer()).map(Peer::identity);
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
