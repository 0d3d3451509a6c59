package io.postern.internal.tls;

import static io.postern.internal.tls.TlsLog.LOG;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.postern.internal.config.TlsConfig;
import javax.net.ssl.SSLEngine;

/** Makes a generation of what a listener's files hold now, and puts it in service. */
final class Reloading implements ReloadPort {

    private final TlsConfig config;
    private final GenerationMaker maker;
    private final InService inService;
    private final TlsChanges changes;
    private boolean trustChanged;

    /** Makes generations of whatever is loaded. */
    interface GenerationMaker {

        /** May enter native code. */
        Generation of(LoadedMaterial material) throws TlsMaterialException;

        /** Loads what there is now. */
        LoadedMaterial load() throws TlsMaterialException;
    }

    Reloading(TlsConfig config, GenerationMaker maker, InService inService, TlsChanges changes) {
        this.config = config;
        this.maker = maker;
        this.inService = inService;
        this.changes = changes;
    }

    @Override
    public Candidate load() throws TlsMaterialException {
        return new Loaded(maker.of(maker.load()));
    }

    @Override
    public void reloaded() {
        Generation now = inService.get();
        LOG.reloaded(now.material().source());
        changes.reloaded(now.material().ownCertificates(), trustChanged);
    }

    @Override
    public void failed(String problem) {
        LOG.reloadFailed(problem);
        changes.failed(problem);
    }

    @Override
    public void restored() {
        LOG.reloadRestored(inService.get().material().source());
    }

    private final class Loaded implements Candidate {

        private final Generation generation;

        private Loaded(Generation generation) {
            this.generation = generation;
        }

        @Override
        public SelfTest selfTest() {
            return new SelfTest(
                    config.policy(), config.clients().mode(), generation.trialTargets());
        }

        @Override
        public SSLEngine newEngine() {
            return generation.engines().newEngine(UnpooledByteBufAllocator.DEFAULT);
        }

        @Override
        public void publish() {
            Generation before = inService.swap(generation);
            trustChanged = !before.material().trust().equals(generation.material().trust());
            before.close();
        }

        @Override
        public void discard() {
            generation.close();
        }
    }
}
