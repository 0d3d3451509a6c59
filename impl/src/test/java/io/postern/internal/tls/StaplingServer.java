package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.internal.config.ClientAuthConfig;
import io.postern.internal.config.KeySource;
import io.postern.internal.config.OnTrustChange;
import io.postern.internal.config.ReloadConfig;
import io.postern.internal.config.SelfSigned;
import io.postern.internal.config.ServerCertificates;
import io.postern.internal.config.StaplingConfig;
import io.postern.internal.config.TlsConfig;
import io.postern.internal.config.TlsPolicy;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.config.UnmatchedName;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** TLS with stapling, in a time that a test moves. */
final class StaplingServer implements TlsChanges, AutoCloseable {

    final MovedClock clock;
    final AtomicInteger reloads = new AtomicInteger();
    final AtomicInteger failures = new AtomicInteger();
    private final StaplePki pki;
    private final Tls tls;

    private StaplingServer(StaplePki pki, MovedClock clock, Tls tls) {
        this.pki = pki;
        this.clock = clock;
        this.tls = tls;
        tls.watch(this);
    }

    static StaplingServer open(TlsProvider engine, StaplePki pki, TlsMaterial... certificates)
            throws Exception {
        return open(
                pki,
                config(engine, Optional.empty(), new SelfSigned(Path.of("unused"))),
                Optional.of(LoadedMaterial.of(certificates)));
    }

    /** With the certificate in these files, which may change. */
    static StaplingServer open(StaplePki pki, KeySource files) throws Exception {
        return open(pki, config(TlsProvider.OPENSSL, Optional.empty(), files), Optional.empty());
    }

    private static StaplingServer open(
            StaplePki pki, TlsConfig config, Optional<LoadedMaterial> material) throws Exception {
        MovedClock clock = new MovedClock(pki.now());
        TlsServices services = new TlsServices("test", 4, ValidatorCalls.NONE, clock);
        LoadedMaterial loaded =
                material.isPresent() ? material.get() : LoadedMaterial.load(config, clock);
        return new StaplingServer(pki, clock, Tls.open(config, loaded, services));
    }

    private static TlsConfig config(TlsProvider engine, Optional<URI> responder, KeySource source) {
        return new TlsConfig(
                engine,
                new ServerCertificates(
                        List.of(source),
                        UnmatchedName.DEFAULT,
                        new StaplingConfig(true, responder)),
                TlsPolicy.standard(),
                ClientAuthConfig.NONE,
                new ReloadConfig(Optional.empty(), OnTrustChange.KEEP));
    }

    /** What a client gets that asks for this name. */
    StapledPeer.Served serve(String protocol, String name) throws Exception {
        return peer(protocol, false).connect(tls, name);
    }

    /** The same for one that goes away without a good response. */
    StapledPeer.Served serveDemanding(String protocol, String name) throws Exception {
        return peer(protocol, true).connect(tls, name);
    }

    private StapledPeer peer(String protocol, boolean demanding) {
        return new StapledPeer(pki.authority().getCertificate(), protocol, demanding);
    }

    void awaitStaple(String name) {
        await().untilAsserted(() -> assertThat(serve("TLSv1.3", name).stapled()).hasSize(1));
    }

    void awaitFailures(int count) {
        await().untilAsserted(() -> assertThat(failures).hasValueGreaterThanOrEqualTo(count));
    }

    /** Some time passes, and what is due is fetched. */
    void pass(Duration time) {
        clock.pass(time);
        tls.pollStaples();
    }

    /** Looks for changed files twice, which is when they are believed. */
    void reload() {
        tls.poll();
        tls.poll();
    }

    @Override
    public void reloaded(List<X509Certificate> certificates, boolean trust) {
        reloads.incrementAndGet();
    }

    @Override
    public void failed(String problem) {
        throw new AssertionError(problem);
    }

    @Override
    public void stapleFailed() {
        failures.incrementAndGet();
    }

    @Override
    public void close() throws InterruptedException {
        tls.stop();
        tls.close();
    }
}
