package io.postern.internal.tls;

import static io.postern.internal.tls.TlsLog.LOG;

import io.netty.channel.Channel;
import io.netty.util.concurrent.ImmediateExecutor;
import io.postern.internal.config.Revocation;
import io.postern.internal.config.TlsConfig;
import io.postern.internal.endpoint.Identity;
import io.postern.tls.ClientCertificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/** TLS for the connections of one listener. */
public final class Tls {

    /** How many clients that are there already are checked again at once. */
    private static final int RECHECKS = 4;

    private final TlsConfig config;
    private final TlsServices services;
    private final Optional<OcspCheck> ocsp;
    private final Optional<Staples> staples;
    private final InService inService;
    private final CheckThreads threads;
    private final CheckThreads rechecks;
    private volatile boolean stopped;

    /** There since {@link #watch}. */
    private volatile @Nullable TlsReloader reloader;

    /** There since {@link #watch}, where stapling is on. */
    private volatile Optional<CurrentStaples> currentStaples = Optional.empty();

    private Tls(
            TlsConfig config,
            TlsServices services,
            Optional<OcspCheck> ocsp,
            Optional<Staples> staples,
            Generation generation) {
        this.config = config;
        this.services = services;
        this.ocsp = ocsp;
        this.staples = staples;
        this.inService = new InService(generation);
        this.threads = new CheckThreads(services.listener() + "-check", services.parallel());
        this.rechecks = new CheckThreads(services.listener() + "-recheck", RECHECKS);
    }

    /**
     * Makes the TLS engine ready; blocks while native code is loaded.
     *
     * @throws TlsMaterialException when the engine is missing, or does not take the keys or the
     *     policy
     */
    public static Tls open(TlsConfig config, LoadedMaterial material, TlsServices services)
            throws TlsMaterialException {
        Optional<OcspCheck> ocsp =
                config.clients().path().revocation() instanceof Revocation.Ocsp asked
                        ? Optional.of(new OcspCheck(asked.responder()))
                        : Optional.empty();
        Optional<Staples> staples =
                config.certificates().stapling().on()
                        ? Optional.of(new Staples(services.clock()))
                        : Optional.empty();
        try {
            Generation first =
                    OwnThread.call(() -> Generation.of(config, material, services, ocsp, staples));
            return new Tls(config, services, ocsp, staples, first);
        } catch (Exception e) {
            ocsp.ifPresent(OcspCheck::close);
            throw e instanceof TlsMaterialException known ? known : unexpected(e);
        }
    }

    private static TlsMaterialException unexpected(Exception e) {
        return new TlsMaterialException(
                "TLS could not be made ready: " + e + ".", "See the cause in the log.", e);
    }

    /** The engine and where the certificates came from, for the log. */
    public String description() {
        return inService.get().description();
    }

    /** When the first of the certificates in service expires. */
    public Instant certificateExpiry() {
        return inService.get().material().ownCertificates().stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /**
     * From now on changes of the files are noticed and put in service, and staples are fetched,
     * where that is configured. Waits for nothing. Called once, with the application's class loader
     * in place.
     *
     * @param changes told what becomes of them
     */
    public void watch(TlsChanges changes) {
        TlsChanges told = staples.<TlsChanges>map(known -> staple(known, changes)).orElse(changes);
        Reloading reloading = new Reloading(config, new Maker(), inService, told);
        TlsReloader watching =
                new TlsReloader(
                        config,
                        inService.get().material().content(),
                        reloading,
                        "postern-" + services.listener() + "-reload-");
        reloader = watching;
        watching.start();
    }

    private CurrentStaples staple(Staples known, TlsChanges changes) {
        CurrentStaples current = new CurrentStaples(config, known, services, inService, changes);
        currentStaples = Optional.of(current);
        current.follow();
        return current;
    }

    /** Looks for changes once; where no interval is configured, for one thread does it. */
    void poll() {
        Objects.requireNonNull(reloader, "watch() has not been called").poll();
    }

    /** Fetches the staples that are due; else one thread does it now and then. */
    void pollStaples() {
        currentStaples.ifPresent(CurrentStaples::poll);
    }

    private final class Maker implements Reloading.GenerationMaker {

        @Override
        public LoadedMaterial load() throws TlsMaterialException {
            return LoadedMaterial.load(config, services.clock());
        }

        @Override
        public Generation of(LoadedMaterial material) throws TlsMaterialException {
            if (stopped) {
                // loading may have hung: no native code from now on
                throw new TlsMaterialException("The listener has stopped.", "Nothing is to do.");
            }
            return Generation.of(config, material, services, ocsp, staples);
        }
    }

    /**
     * Looks at a connection's first byte, before any cryptography, and refuses what is not TLS.
     *
     * @param begun told when it is TLS, before the bytes are handed on; on the channel's event loop
     * @param refused told when it is not, and the connection closes by itself
     */
    public static void expect(
            Channel channel, Runnable begun, Consumer<TlsOutcome.Failed> refused) {
        channel.pipeline().addLast(new FirstByteHandler(begun, refused));
    }

    /** What a connection takes of the generation that it begins with. */
    private record Begun(
            SSLEngine engine, Optional<ClientTrustManager> clients, boolean mayBlock) {}

    /**
     * Begins the handshake with the bytes that are handed on next.
     *
     * @param outcome told at most once, on the channel's event loop; not when the peer leaves
     */
    public void start(Channel channel, Consumer<TlsOutcome> outcome) {
        Begun begun =
                inService.with(
                        generation ->
                                new Begun(
                                        generation.engines().newEngine(channel.alloc()),
                                        generation.clients(),
                                        generation.mayBlock()));
        Executor tasks = begun.mayBlock() ? threads : ImmediateExecutor.INSTANCE;
        BudgetedSslHandler handler = new BudgetedSslHandler(begun.engine(), tasks);
        // The negotiation's own deadline, counted from accept, covers the handshake.
        handler.setHandshakeTimeoutMillis(0);
        Optional<ClientIdentification> clients =
                begun.clients()
                        .map(
                                known ->
                                        new ClientIdentification(
                                                known, config.clients().mode(), threads));
        AlertDelivery alerts = new AlertDelivery();
        channel.pipeline()
                .addLast(alerts)
                .addLast(handler)
                .addLast(handler.deliveries())
                .addLast(new HandshakeResultHandler(begun.engine(), clients, alerts, outcome));
    }

    /**
     * Whether a client would be let in as things stand now. Blocks; not for event loops.
     *
     * @param identity that was found when the client came
     */
    public boolean admits(Identity identity) {
        Optional<ClientCertificate> certificate = identity.certificate();
        Optional<ClientTrustManager> clients = inService.get().clients();
        if (certificate.isEmpty() || clients.isEmpty()) {
            return true;
        }
        try {
            clients.get().check().check(((CheckedCertificate) certificate.get()).presented());
            return true;
        } catch (ClientRefusal refusal) {
            return false;
        } catch (RuntimeException e) {
            // of the executor, say: who cannot be checked is not let in
            LOG.recheckFailed(e);
            return false;
        }
    }

    /** Where {@link #admits} may block without keeping handshakes; refuses when it is closed. */
    public Executor rechecks() {
        return rechecks;
    }

    /**
     * Looks for no more changes, and ends the checks of clients that are under way: they are
     * refused. Called before the event loops end, which are told so; may be called again.
     */
    public void stop() throws InterruptedException {
        stopped = true;
        TlsReloader watching = reloader;
        if (watching != null) {
            watching.close();
        }
        currentStaples.ifPresent(CurrentStaples::close);
        ocsp.ifPresent(OcspCheck::close);
        try {
            rechecks.close();
        } finally {
            threads.close();
        }
    }

    /** After {@link #stop}: gives up what is native, when no connection uses it any more. */
    public void close() {
        release(inService.get());
    }

    private static void release(Generation generation) {
        try {
            OwnThread.call(
                    () -> {
                        generation.close();
                        return generation;
                    });
        } catch (Exception e) {
            throw new IllegalStateException("the TLS context could not be released", e);
        }
    }
}
