package io.postern.internal.tls;

import static io.postern.internal.tls.TlsLog.LOG;

import io.postern.internal.config.TlsConfig;
import java.security.cert.X509Certificate;
import java.util.List;

/** Staples the certificates in service, and follows their changes. */
final class CurrentStaples implements TlsChanges, AutoCloseable {

    private final InService inService;
    private final TlsChanges next;
    private final Stapling stapling;
    private boolean started;
    private boolean warned;

    /**
     * @param staples where the engines in service find them
     * @param next told all that this one is told, and of each attempt that brought no staple
     */
    CurrentStaples(
            TlsConfig config,
            Staples staples,
            TlsServices services,
            InService inService,
            TlsChanges next) {
        this.inService = inService;
        this.next = next;
        this.stapling =
                new Stapling(
                        config.certificates().stapling().responder(),
                        staples,
                        services,
                        next::stapleFailed);
    }

    /** Asks in the background; makes no thread where the engine cannot staple. */
    synchronized void follow() {
        Generation now = inService.get();
        if (now.engines().isStapling()) {
            if (!started) {
                stapling.start();
            }
            started = true;
            stapling.serve(now.material().certificates());
            return;
        }
        if (started) {
            stapling.serve(List.of());
        }
        if (!warned) {
            LOG.staplingWithoutEffect();
        }
        warned = true;
    }

    /** Has what is due fetched at once, in the background. */
    void poll() {
        stapling.pollNow();
    }

    @Override
    public void reloaded(List<X509Certificate> certificates, boolean trust) {
        follow();
        next.reloaded(certificates, trust);
    }

    @Override
    public void failed(String problem) {
        next.failed(problem);
    }

    @Override
    public void stapleFailed() {
        next.stapleFailed();
    }

    @Override
    public void close() {
        stapling.close();
    }
}
