package io.postern.internal.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.postern.internal.config.ClientAuth;
import io.postern.internal.config.KeySource;
import io.postern.internal.config.TlsPolicy;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** Reloads one certificate, with real files and engines, and remembers what it was told. */
class ReloadedMaterial implements ReloadPort {

    final List<X509Certificate> published = new CopyOnWriteArrayList<>();
    final List<String> problems = new CopyOnWriteArrayList<>();
    int loads;
    int discarded;
    int reloads;
    int restored;
    Clock clock = KeyStoreFiles.CLOCK;
    ClientAuth wanted = ClientAuth.NONE;

    private final KeySource source;

    ReloadedMaterial(KeySource source) {
        this.source = source;
    }

    /** Something that happens while the material is loaded. */
    void whileLoading() throws TlsMaterialException {
        // nothing of itself
    }

    void inService(X509Certificate certificate) {
        published.add(certificate);
    }

    @Override
    public Candidate load() throws TlsMaterialException {
        loads++;
        TlsMaterial material = TlsMaterialSource.load(source, clock).get(0);
        whileLoading();
        return new Loaded(material);
    }

    @Override
    public void reloaded() {
        reloads++;
    }

    @Override
    public void failed(String problem) {
        problems.add(problem);
    }

    @Override
    public void restored() {
        restored++;
    }

    private final class Loaded implements Candidate {

        private final TlsMaterial material;

        Loaded(TlsMaterial material) {
            this.material = material;
        }

        @Override
        public SelfTest selfTest() {
            return new SelfTest(
                    TlsPolicy.standard(),
                    wanted,
                    List.of(SelfTest.Target.unnamed(material.certificate())));
        }

        @Override
        public SSLEngine newEngine() {
            try {
                SslContext context =
                        SslContextBuilder.forServer(
                                        material.key(),
                                        material.chain().toArray(X509Certificate[]::new))
                                .sslProvider(SslProvider.JDK)
                                .protocols("TLSv1.3", "TLSv1.2")
                                .build();
                return context.newEngine(ByteBufAllocator.DEFAULT);
            } catch (SSLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void publish() {
            inService(material.certificate());
        }

        @Override
        public void discard() {
            discarded++;
        }
    }
}
