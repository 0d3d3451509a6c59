package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.postern.internal.config.ClientAuth;
import io.postern.internal.config.TlsProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names by the thousand below one wildcard, and some below none: nothing is kept for them. */
@Timeout(3600)
class ManyNamesStressTest {

    private static final int NAMES = Integer.getInteger("stress.names", 600);

    /** Until then caches fill and code is compiled. */
    private static final int WARM = NAMES / 2;

    private static final int MOST_GROWTH_KIB = 64 << 10;

    private static final String CONTEXTS =
            ".*(SSLContextImpl\\$.*Context|OpenSslServerContext|\\.InService|\\.Generation)";

    @TempDir private Path directory;

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    @EnabledOnOs(OS.LINUX)
    void nothing_grows_with_the_names(TlsProvider engine, TestReporter reporter) throws Exception {
        Pki pki = new Pki(directory);
        pki.serve(wildcard(pki));
        SSLContext client = pki.clientTls(null);
        client.getClientSessionContext().setSessionCacheSize(1);
        try (TestListener listener = open(pki, engine)) {
            ask(listener, client, 0, WARM);
            LiveObjects before = LiveObjects.count();
            long residentBefore = Memory.residentKib();
            ask(listener, client, WARM, NAMES);
            LiveObjects after = LiveObjects.count();
            long grown = Memory.residentKib() - residentBefore;
            long contexts = after.matching(CONTEXTS);
            reporter.publishEntry(
                    "%s: %d names, contexts %d before and %d after, memory outside of the heap grew by %d KiB"
                            .formatted(engine, NAMES, before.matching(CONTEXTS), contexts, grown));
            assertThat(listener.statistics().accepted()).isEqualTo(NAMES);
            assertThat(contexts).isPositive().isLessThanOrEqualTo(before.matching(CONTEXTS) + 2);
            assertThat(grown).as("growth outside of the heap in KiB").isLessThan(MOST_GROWTH_KIB);
        }
    }

    /** The builder's own names take no wildcards. */
    private static X509Bundle wildcard(Pki pki) throws Exception {
        GeneralNames names =
                new GeneralNames(new GeneralName(GeneralName.dNSName, "*.many.example"));
        return new CertificateBuilder()
                .subject("CN=many")
                .addExtensionOctetString("2.5.29.17", false, names.getEncoded())
                .ecp256()
                .buildIssuedBy(pki.serverAuthority);
    }

    private static TestListener open(Pki pki, TlsProvider engine) throws Exception {
        return TestListener.open(
                pki.listener(
                        engine,
                        settings -> {
                            settings.mode = ClientAuth.NONE;
                            return settings;
                        }),
                List.of(),
                EchoEndpoint.class);
    }

    private static void ask(TestListener listener, SSLContext client, int from, int to)
            throws IOException {
        Counted counted = Counted.from(listener);
        for (int i = from; i < to; i++) {
            String name = i + (i % 8 == 0 ? ".other.example" : ".many.example");
            String version = i % 2 == 0 ? "TLSv1.3" : "TLSv1.2";
            RawClient.connectTo(name, listener, client, version).close();
        }
        counted.awaitNothingLeft();
    }
}
