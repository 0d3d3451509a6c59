package io.postern.internal.listener;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.config.TlsProvider;
import io.postern.internal.testing.RecordedLog;
import io.postern.internal.tls.RawHello;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client whose handshake fails can make the log say: one line, and not its own words. */
@Timeout(60)
class HandshakeFailureLogTest {

    private static final String PEER = "/127\\.0\\.0\\.1:\\d+";
    private static final String REFUSED =
            "INFO POSTERN2003: Listener 'test' refused " + PEER + ": ";
    private static final String LEFT =
            "(FINE|DEBUG) POSTERN2008: Listener 'test': " + PEER + " left before it was a session";

    private static final String FORGED = "a b\r\nPOSTERN2001 forged";

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern");

    @TempDir private Path directory;

    private List<String> refusals() {
        return log.lines().stream()
                .filter(line -> !line.contains("POSTERN2001") || line.contains("forged"))
                .toList();
    }

    private void assertOneLine(TestListener listener, Counted counted, String reason) {
        counted.awaitNothingLeft();
        assertThat(refusals())
                .singleElement()
                .asString()
                .matches("(" + REFUSED + reason + "|" + LEFT + "), [ -~]+");
        assertThat(log.lines()).noneMatch(line -> line.contains("forged"));
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void garbage(TlsProvider engine) throws Exception {
        try (TestListener listener = TestListener.open(engine, EchoEndpoint.class)) {
            Counted counted = Counted.from(listener);
            try (PlainClient client = PlainClient.connect(listener).send("\u0016" + FORGED)) {
                client.awaitClosed();
            }
            assertOneLine(listener, counted, "TLS_FAILED");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void a_client_that_does_not_trust_us(TlsProvider engine) throws Exception {
        try (TestListener listener = TestListener.open(engine, EchoEndpoint.class)) {
            Counted counted = Counted.from(listener);
            try (RawClient client = RawClient.connectDistrusting(listener)) {
                client.awaitClosed();
            } catch (SSLException distrust) {
                // That is why it leaves.
            }
            assertOneLine(listener, counted, "TLS_FAILED");
        }
    }

    /** BoringSSL takes it for a name that is not known, the JDK refuses it. */
    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void a_server_name_with_line_breaks(TlsProvider engine) throws Exception {
        byte[] hello = RawHello.withName("TLSv1.3", FORGED.getBytes(US_ASCII));
        try (TestListener listener = TestListener.open(engine, EchoEndpoint.class)) {
            Counted counted = Counted.from(listener);
            try (PlainClient client = PlainClient.connect(listener).send(hello)) {
                client.send("no record");
                client.awaitClosed();
            }
            assertOneLine(listener, counted, "(UNKNOWN_SERVER_NAME|TLS_FAILED)");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void a_client_without_a_certificate(TlsProvider engine) throws Exception {
        Pki pki = new Pki(directory);
        try (TestListener listener =
                TestListener.open(
                        pki.listener(engine, settings -> settings),
                        List.of(),
                        EchoEndpoint.class)) {
            Counted counted = Counted.from(listener);
            try (RawClient client = RawClient.connect(listener, pki.clientTls(null), "TLSv1.3")) {
                client.awaitClosed();
            }
            assertOneLine(listener, counted, "NO_CLIENT_CERTIFICATE");
        }
    }
}
