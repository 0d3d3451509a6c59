package io.postern.internal.tls;

import static io.postern.internal.tls.HandshakeLog.LOG;

import io.netty.util.concurrent.EventExecutor;
import io.postern.RefusalReason;
import io.postern.internal.config.ClientAuth;
import io.postern.internal.endpoint.Identity;
import io.postern.tls.CertificateAlert;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Finds out who the client of a finished handshake is.
 *
 * @param clients checked those whose handshake was a full one
 * @param mode whether a client may have no certificate
 * @param blocking runs the check of the others, whose session was resumed
 */
record ClientIdentification(ClientTrustManager clients, ClientAuth mode, Executor blocking) {

    /** A handshake begins. */
    void begin(SSLEngine engine) {
        clients.begin(engine);
    }

    /** The connection has ended, or goes on with what was found. */
    void end(SSLEngine engine) {
        clients.end(engine);
    }

    /**
     * Called on the connection's event loop, where one of the two is told.
     *
     * @param known told who the client is
     * @param refused told why it may not enter
     */
    void identify(
            SSLEngine engine,
            EventExecutor loop,
            Consumer<Identity> known,
            Consumer<ClientRefusal> refused) {
        Optional<Identity> found = clients.end(engine);
        if (found.isPresent()) {
            known.accept(found.get());
            return;
        }
        List<X509Certificate> presented = certificates(engine.getSession());
        if (!presented.isEmpty()) {
            checkAgain(presented, loop, known, refused);
        } else if (mode == ClientAuth.OPTIONAL) {
            known.accept(Identity.NONE);
        } else {
            refused.accept(
                    new ClientRefusal(
                            RefusalReason.NO_CLIENT_CERTIFICATE,
                            CertificateAlert.CERTIFICATE_UNKNOWN,
                            "the resumed session has no client certificate",
                            null));
        }
    }

    private void checkAgain(
            List<X509Certificate> presented,
            EventExecutor loop,
            Consumer<Identity> known,
            Consumer<ClientRefusal> refused) {
        try {
            blocking.execute(
                    () -> {
                        Runnable result = result(presented, known, refused);
                        try {
                            loop.execute(result);
                        } catch (RejectedExecutionException listenerClosed) {
                            LOG.failed(listenerClosed.getClass().getName());
                        }
                    });
        } catch (RejectedExecutionException e) {
            refused.accept(ClientRefusal.refused("the listener stops"));
        }
    }

    private Runnable result(
            List<X509Certificate> presented,
            Consumer<Identity> known,
            Consumer<ClientRefusal> refused) {
        try {
            Identity identity = clients.check().check(presented);
            return () -> known.accept(identity);
        } catch (ClientRefusal refusal) {
            return () -> refused.accept(refusal);
        } catch (RuntimeException e) {
            ClientRefusal failed = ClientRefusal.refused("it could not be checked: " + e);
            return () -> refused.accept(failed);
        }
    }

    private static List<X509Certificate> certificates(SSLSession session) {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            for (Certificate certificate : session.getPeerCertificates()) {
                if (certificate instanceof X509Certificate x509) {
                    chain.add(x509);
                }
            }
        } catch (SSLPeerUnverifiedException none) {
            // So the engines say that the peer has presented none.
            return List.of();
        }
        return List.copyOf(chain);
    }
}
