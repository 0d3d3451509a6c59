package io.postern.internal.listener;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.postern.internal.config.ListenerConfig;
import io.postern.internal.config.NegotiationConfig;
import io.postern.internal.config.Overflow;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.endpoint.CallbackContext;
import io.postern.internal.identity.Entries;
import io.postern.internal.session.Containers;
import io.postern.internal.tls.TestTls;
import io.postern.internal.tls.TlsMaterial;
import io.postern.internal.upgrade.EndpointRoutes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The server of the demonstration in {@code demonstrations/storm}: a listener as it is, or the same
 * with its isolation taken away. Runs until its standard input ends.
 */
final class StormServer {

    private StormServer() {}

    /**
     * @param arguments {@code isolated} or {@code shared}; {@code OPENSSL} or {@code JDK}; the file
     *     for the certificate, and the one for the port
     */
    public static void main(String[] arguments) throws Exception {
        boolean isolated = arguments[0].equals("isolated");
        TlsProvider engine = TlsProvider.valueOf(arguments[1]);
        X509Bundle certificate =
                new CertificateBuilder()
                        .subject("CN=localhost")
                        .addSanDnsName("localhost")
                        .setIsCertificateAuthority(true)
                        .rsa2048()
                        .buildSelfSigned();
        Files.writeString(Path.of(arguments[2]), certificate.getCertificatePEM());
        ListenerConfig config = isolated ? config(engine) : withoutQueue(config(engine));
        ExecutorService workers = Executors.newFixedThreadPool(16);
        NettyListener listener = NettyListener.configured("storm");
        listener.open(
                config,
                TestTls.open(
                        engine,
                        new TlsMaterial(
                                certificate.getKeyPair().getPrivate(),
                                List.of(certificate.getCertificate()),
                                "a certificate for the demonstration")),
                new NettyListener.Application(
                        new EndpointRoutes(
                                "/",
                                List.of(TestListener.deploy(EchoEndpoint.class, new Ledger()))),
                        Containers.of(config.session()),
                        workers::execute,
                        CallbackContext.PLAIN,
                        event -> {},
                        new NettyListener.Entrance(
                                List.of(), Entries.of(config.upgrade().entry()))),
                isolated ? loops() : sharedLoops());
        Files.writeString(Path.of(arguments[3]), Integer.toString(listener.address().getPort()));
        while (System.in.read() >= 0) {
            // Until whoever started it goes.
        }
        Map<?, ?> refused = listener.statistics().refused();
        System.err.println("server: established " + listener.statistics().established());
        System.err.println("server: refused " + refused);
        listener.close();
        workers.shutdown();
    }

    private static ListenerConfig config(TlsProvider engine) {
        return TestListener.defaults(engine);
    }

    /** Everybody negotiates at once. */
    private static ListenerConfig withoutQueue(ListenerConfig config) {
        return new ListenerConfig(
                config.name(),
                config.socket(),
                new NegotiationConfig(10_000, 0, Duration.ofSeconds(10), Overflow.REFUSE_NEWEST),
                config.tls(),
                config.upgrade(),
                config.session());
    }

    private static EventLoops loops() {
        return new EventLoops("storm", Runtime.getRuntime().availableProcessors());
    }

    /** Handshakes run where messages do, as many threads as there are otherwise in all. */
    private static EventLoops sharedLoops() {
        int cores = Runtime.getRuntime().availableProcessors();
        EventLoops.Threads all =
                EventLoops.Threads.of("postern-storm-all-", cores + Math.max(1, cores / 2));
        return new EventLoops(EventLoops.Threads.of("postern-storm-accept-", 1), all, all);
    }
}
