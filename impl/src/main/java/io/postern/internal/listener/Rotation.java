package io.postern.internal.listener;

import io.postern.internal.config.ListenerConfig;
import io.postern.internal.config.OnTrustChange;
import io.postern.internal.tls.TlsChanges;
import io.postern.tls.CertificateReloadFailed;
import io.postern.tls.CertificatesReloaded;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What follows a change of certificates: it is counted, the application is told, and the clients
 * who are there already are checked again where that is configured.
 *
 * @param events tells the application
 */
record Rotation(
        ListenerConfig config,
        Steps steps,
        EventLoops loops,
        Counters counters,
        Consumer<Object> events)
        implements TlsChanges {

    /** From the end of a negotiation until its session is known. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    @Override
    public void reloaded(List<X509Certificate> certificates, boolean trust) {
        counters.reloaded();
        events.accept(new CertificatesReloaded(config.name(), certificates));
        if (trust && config.tls().reload().onTrustChange() == OnTrustChange.CLOSE) {
            recheck();
            // and those who were on their way in, let in by the trust of before
            loops.negotiation()
                    .schedule(
                            this::recheck,
                            config.negotiation().timeout().plus(MARGIN).toNanos(),
                            TimeUnit.NANOSECONDS);
        }
    }

    private void recheck() {
        try {
            steps.sessions().closeUnless(steps.tls()::admits, steps.tls().rechecks());
        } catch (RejectedExecutionException listenerClosed) {
            // With it all its sessions have been closed.
        }
    }

    @Override
    public void failed(String problem) {
        counters.reloadFailed();
        events.accept(new CertificateReloadFailed(config.name(), problem));
    }

    @Override
    public void stapleFailed() {
        counters.stapleFailed();
    }
}
