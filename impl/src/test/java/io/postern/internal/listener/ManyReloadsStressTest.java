package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.pkitesting.X509Bundle;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.testing.RecordedLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Certificates and trust change again and again while clients enter all the time: none is turned
 * away, and nothing is left of what was in service before.
 */
@Timeout(3600)
class ManyReloadsStressTest {

    private static final int RELOADS = Integer.getInteger("stress.reloads", 300);

    private static final int MOST_GROWTH_KIB = 64 << 10;

    /**
     * Those of the clients that are there come and go; of the listeners' one each is in service.
     */
    private static final int MOST_CONTEXTS = 20;

    private static final String CONTEXTS =
            ".*(SSLContextImpl\\$.*Context|OpenSslServerContext|\\.InService|\\.Generation)";

    private static final List<TlsProvider> ENGINES = List.of(TlsProvider.OPENSSL, TlsProvider.JDK);

    /** In each of which every listener reloads. */
    private static final int ROUNDS = RELOADS / ENGINES.size();

    /** Until then caches fill and code is compiled. */
    private static final int WARM = ROUNDS / 5;

    @RegisterExtension final RecordedLog netty = new RecordedLog("io.netty", Level.WARNING);
    @RegisterExtension final RecordedLog postern = new RecordedLog("io.postern", Level.WARNING);

    @TempDir Path directory;

    /** What files may hold, prepared so that they change quickly and as a whole. */
    private final List<X509Certificate> versions = new ArrayList<>();

    private final List<TestListener> listeners = new ArrayList<>();

    @Test
    @EnabledOnOs(OS.LINUX)
    void nobody_is_turned_away_and_memory_stays_flat(TestReporter reporter) throws Exception {
        Pki pki = prepare();
        List<Caller> callers = new ArrayList<>();
        long growth;
        Crowd crowd;
        try {
            for (TlsProvider engine : ENGINES) {
                TestListener listener = open(pki, engine);
                callers.add(new Caller(listener, pki, "TLSv1.3"));
                callers.add(new Caller(listener, pki, "TLSv1.2"));
            }
            crowd = new Crowd(callers, pki.client("CN=alice"));
            try (crowd) {
                reload(0, WARM, crowd);
                long before = Memory.residentKib();
                long contexts = LiveObjects.count().matching(CONTEXTS);
                reload(WARM, ROUNDS, crowd);
                growth = Memory.residentKib() - before;
                assertThat(LiveObjects.count().matching(CONTEXTS))
                        .as("of TLS contexts")
                        .isLessThan(contexts + MOST_CONTEXTS);
            }
            for (Caller caller : callers) {
                assertThat(caller.served(pki.client("CN=bob")))
                        .isEqualTo(versions.get(ROUNDS % versions.size()));
            }
        } finally {
            listeners.parallelStream().forEach(TestListener::close);
        }
        reporter.publishEntry(
                "%d reloads, %d handshakes, memory outside of the heap grew by %d KiB"
                        .formatted(ROUNDS * ENGINES.size(), crowd.entered(), growth));
        assertThat(crowd.turnedAway()).isEmpty();
        assertThat(crowd.entered()).isGreaterThan(ROUNDS);
        assertThat(growth).as("growth outside of the heap in KiB").isLessThan(MOST_GROWTH_KIB);
        for (TestListener listener : listeners) {
            assertThat(listener.statistics().certificateReloads()).isEqualTo(ROUNDS);
            assertThat(listener.statistics().failedCertificateReloads()).isZero();
        }
        assertThat(TestListener.liveThreads()).isEmpty();
        assertThat(netty.lines()).isEmpty();
        assertThat(postern.lines()).isEmpty();
    }

    private TestListener open(Pki pki, TlsProvider engine) throws Exception {
        TestListener listener =
                TestListener.open(
                        pki.listener(engine, settings -> settings),
                        List.of(),
                        ClientCertificateTest.Who.class);
        listeners.add(listener);
        return listener;
    }

    /** Every other version trusts an authority more. */
    private Pki prepare() throws Exception {
        Pki pki = new Pki(directory);
        List<String> files = List.of("server.crt", "server.key", "clients.pem");
        for (int version = 0; version < 4; version++) {
            Path place = Files.createDirectory(directory.resolve(".." + version));
            versions.add(pki.serve("localhost"));
            if (version % 2 == 0) {
                pki.trust(pki.clientAuthority.getCertificate());
            } else {
                X509Bundle other = Pki.authority("CN=others " + version);
                pki.trust(pki.clientAuthority.getCertificate(), other.getCertificate());
            }
            for (String file : files) {
                Files.move(directory.resolve(file), place.resolve(file));
            }
        }
        mount(0);
        for (String file : files) {
            Files.createSymbolicLink(directory.resolve(file), Path.of("..data", file));
        }
        return pki;
    }

    private void mount(int version) throws Exception {
        Path link = directory.resolve("..data_tmp");
        Files.createSymbolicLink(link, Path.of(".." + version));
        Files.move(
                link,
                directory.resolve("..data"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** Polls itself, for the shortest interval would make this a matter of minutes. */
    private void reload(int from, int to, Crowd crowd) throws Exception {
        for (int round = from + 1; round <= to; round++) {
            mount(round % versions.size());
            for (TestListener listener : listeners) {
                // what two polls in a row have found is loaded
                listener.poll();
                listener.poll();
                assertThat(listener.statistics().certificateReloads()).isEqualTo(round);
            }
            assertThat(crowd.turnedAway()).isEmpty();
        }
        long before = crowd.entered();
        await().until(() -> crowd.entered() > before + 10 || !crowd.turnedAway().isEmpty());
    }
}
