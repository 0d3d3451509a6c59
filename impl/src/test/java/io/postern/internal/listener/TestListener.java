package io.postern.internal.listener;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.postern.ConnectionAdmitted;
import io.postern.ConnectionExtension;
import io.postern.Dispatch;
import io.postern.ListenerStatistics;
import io.postern.PingMode;
import io.postern.RefusalReason;
import io.postern.internal.config.ClientAuthConfig;
import io.postern.internal.config.Compression;
import io.postern.internal.config.DrainConfig;
import io.postern.internal.config.EndingConfig;
import io.postern.internal.config.EntryRules;
import io.postern.internal.config.FrameRates;
import io.postern.internal.config.ListenerConfig;
import io.postern.internal.config.MessageLimits;
import io.postern.internal.config.NegotiationConfig;
import io.postern.internal.config.OriginRules;
import io.postern.internal.config.Overflow;
import io.postern.internal.config.ReceiveLimits;
import io.postern.internal.config.SendLimits;
import io.postern.internal.config.SendOverflow;
import io.postern.internal.config.SessionConfig;
import io.postern.internal.config.SilenceLimits;
import io.postern.internal.config.SocketConfig;
import io.postern.internal.config.TlsPolicy;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.config.UpgradeConfig;
import io.postern.internal.endpoint.CallbackContext;
import io.postern.internal.endpoint.Components;
import io.postern.internal.endpoint.DeployedEndpoint;
import io.postern.internal.endpoint.EndpointIntrospector;
import io.postern.internal.extension.NamedExtension;
import io.postern.internal.identity.Entries;
import io.postern.internal.session.Containers;
import io.postern.internal.tls.LoadedMaterial;
import io.postern.internal.tls.NamedValidator;
import io.postern.internal.tls.TestTls;
import io.postern.internal.tls.Tls;
import io.postern.internal.tls.TlsMaterial;
import io.postern.internal.tls.TlsServices;
import io.postern.internal.tls.ValidatorCalls;
import io.postern.internal.upgrade.EndpointRoutes;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A real listener on a free loopback port, with a certificate of its own, and clients for it. */
public final class TestListener implements AutoCloseable {

    private final NettyListener listener = NettyListener.configured("test");
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final Ledger instances = new Ledger();
    private final Queue<Object> events = new ConcurrentLinkedQueue<>();
    private final X509Bundle certificate;
    private final SSLContext clientTls;
    private List<NamedExtension> extensions = List.of();
    private @Nullable Tls tls;
    private @Nullable Remains remains;

    private TestListener() throws Exception {
        certificate =
                new CertificateBuilder()
                        .subject("CN=localhost")
                        .addSanDnsName("localhost")
                        .addSanIpAddress("127.0.0.1")
                        .setIsCertificateAuthority(true)
                        .ecp256()
                        .buildSelfSigned();
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("listener", certificate.getCertificate());
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        clientTls = SSLContext.getInstance("TLS");
        clientTls.init(null, trust.getTrustManagers(), null);
    }

    /** Opens a listener with the defaults. */
    public static TestListener open(TlsProvider engine, Class<?>... endpoints) throws Exception {
        return open(engine, UnaryOperator.identity(), endpoints);
    }

    /** Opens a listener whose configuration is {@code change} applied to the defaults. */
    public static TestListener open(
            TlsProvider engine, UnaryOperator<ListenerConfig> change, Class<?>... endpoints)
            throws Exception {
        TestListener test = new TestListener();
        test.start(engine, change, test.deploy(endpoints));
        return test;
    }

    /** As {@link #open(TlsProvider, UnaryOperator, Class[])}, with these extensions. */
    static TestListener extended(
            TlsProvider engine,
            UnaryOperator<ListenerConfig> change,
            List<? extends ConnectionExtension> extensions,
            DeployedEndpoint endpoint)
            throws Exception {
        TestListener test = new TestListener();
        test.extensions = extensions.stream().map(NamedExtension::of).toList();
        test.start(engine, change, List.of(endpoint));
        return test;
    }

    /** As {@link #open(TlsProvider, UnaryOperator, Class[])}, with these configurations. */
    public static TestListener open(
            TlsProvider engine, UnaryOperator<ListenerConfig> change, List<DeployedEndpoint> all)
            throws Exception {
        TestListener test = new TestListener();
        test.start(engine, change, all);
        return test;
    }

    /** Opens a listener that serves what its own files hold, and follows their changes. */
    static TestListener open(
            ListenerConfig config, List<NamedValidator> validators, Class<?>... endpoints)
            throws Exception {
        TestListener test = new TestListener();
        Clock clock = Clock.systemUTC();
        Tls tls =
                Tls.open(
                        config.tls(),
                        LoadedMaterial.load(config.tls(), clock),
                        new TlsServices(
                                config.name(),
                                config.negotiation().parallel(),
                                new ValidatorCalls(validators, test.workers, CallbackContext.PLAIN),
                                clock));
        test.open(config, tls, test.deploy(endpoints));
        return test;
    }

    private void start(
            TlsProvider engine, UnaryOperator<ListenerConfig> change, List<DeployedEndpoint> all)
            throws Exception {
        TlsMaterial material =
                new TlsMaterial(
                        certificate.getKeyPair().getPrivate(),
                        List.of(certificate.getCertificate()),
                        "a test certificate");
        open(change.apply(defaults(engine)), TestTls.open(engine, material), all);
    }

    private List<DeployedEndpoint> deploy(Class<?>... endpoints) {
        return Stream.of(endpoints).map(endpoint -> deploy(endpoint, instances)).toList();
    }

    private void open(ListenerConfig config, Tls tls, List<DeployedEndpoint> all) throws Exception {
        this.tls = tls;
        listener.open(
                config,
                tls,
                new NettyListener.Application(
                        new EndpointRoutes(config.upgrade().contextPath(), all),
                        Containers.of(config.session(), config.upgrade().compression()),
                        workers::execute,
                        CallbackContext.PLAIN,
                        this::note,
                        new NettyListener.Entrance(
                                extensions, Entries.of(config.upgrade().entry()))));
        remains = Remains.of(this);
    }

    /** All but the admissions, which are as many as the clients of a test. */
    private void note(Object event) {
        if (!(event instanceof ConnectionAdmitted)) {
            events.add(event);
        }
    }

    /** Has a listener that looks at no interval look for changes of its certificates now. */
    void poll() {
        TestTls.poll(Objects.requireNonNull(tls));
    }

    /** The instances of the endpoints that it was opened with as classes. */
    Ledger instances() {
        return instances;
    }

    /** What the application was told. */
    Queue<Object> events() {
        return events;
    }

    /** The documented defaults, on a free port of 127.0.0.1 and with short closing times. */
    public static ListenerConfig defaults(TlsProvider engine) {
        return new ListenerConfig(
                "test",
                new SocketConfig("127.0.0.1", 0, 1024, 10_000, SocketConfig.NO_LIMIT),
                new NegotiationConfig(16, 128, Duration.ofSeconds(10), Overflow.DROP_OLDEST),
                TestTls.config(engine, TlsPolicy.standard(), ClientAuthConfig.NONE),
                new UpgradeConfig(
                        "/",
                        Duration.ofSeconds(5),
                        8192,
                        EntryRules.of(OriginRules.of("same-host"), SocketConfig.NO_LIMIT),
                        Compression.OFF),
                new SessionConfig(
                        new ReceiveLimits(
                                new MessageLimits(65_536, 65_536, 128, Duration.ofSeconds(30), 16),
                                new FrameRates(SocketConfig.NO_LIMIT, 100)),
                        new SendLimits(1 << 20, Duration.ofSeconds(20), SendOverflow.CLOSE),
                        new SilenceLimits(
                                PingMode.BANDWIDTH_SAVING, Duration.ofSeconds(60), Duration.ZERO),
                        new EndingConfig(
                                Duration.ofSeconds(10),
                                new DrainConfig(Duration.ofSeconds(5), 1001, Duration.ZERO)),
                        Dispatch.MANAGED));
    }

    /** An endpoint with a configuration of its own. */
    public static DeployedEndpoint deploy(ServerEndpointConfig config) {
        return deployed(EndpointIntrospector.introspect(config));
    }

    private static DeployedEndpoint deployed(EndpointIntrospector.Introspection found) {
        return deployed(found, new Ledger());
    }

    /** An endpoint whose instances, and those of its codecs, come from {@code components}. */
    static DeployedEndpoint deploy(Class<?> type, Components components) {
        return deployed(EndpointIntrospector.introspect(type), components);
    }

    /** As {@link #deploy(Class, Components)}, with a configuration of its own. */
    static DeployedEndpoint deploy(ServerEndpointConfig config, Components components) {
        return deployed(EndpointIntrospector.introspect(config), components);
    }

    private static DeployedEndpoint deployed(
            EndpointIntrospector.Introspection found, Components components) {
        return new DeployedEndpoint(found.descriptor().orElseThrow(), components);
    }

    public NettyListener listener() {
        return listener;
    }

    public ListenerStatistics statistics() {
        return listener.statistics();
    }

    public long refused(RefusalReason reason) {
        return statistics().refused(reason);
    }

    public int port() {
        return listener.address().getPort();
    }

    public URI uri(String path) {
        return URI.create("wss://localhost:" + port() + path);
    }

    X509Certificate certificate() {
        return certificate.getCertificate();
    }

    /** Trusts the listener's certificate and nothing else. */
    public SSLContext clientTls() {
        return clientTls;
    }

    public WebSocket connect(String path, WebSocket.Listener client) {
        return HttpClient.newBuilder()
                .sslContext(clientTls)
                .build()
                .newWebSocketBuilder()
                .buildAsync(uri(path), client)
                .join();
    }

    /** Waits until nothing is left of the clients that have come so far. */
    public void awaitNothingLeft() {
        Objects.requireNonNull(remains).awaitNone();
    }

    /**
     * Closes the listener, if the test has not done it. Its clients have to leave before, and
     * nothing may be left of them, neither before nor after.
     */
    @Override
    public void close() {
        try {
            awaitNothingLeft();
        } finally {
            listener.close();
            workers.shutdown();
        }
        awaitNothingLeft();
    }

    /** The names of the listener's threads that are alive. */
    public static Set<String> liveThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("postern-"))
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }
}
