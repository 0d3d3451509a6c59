package io.postern.internal.listener;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.RefusalReason;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.testing.RecordedLog;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What does not become TLS: each gets its answer or its alert, is counted once, and is gone. */
@Timeout(60)
@ParameterizedClass
@EnumSource(
        value = TlsProvider.class,
        names = {"OPENSSL", "JDK"})
class NoTlsOnTheWireTest {

    private static final String CANARY = "kAnArY";

    private static TestListener listener;

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern");

    @RegisterExtension
    final RecordedLog nettyLog = new RecordedLog("io.netty.channel.DefaultChannelPipeline");

    @Parameter TlsProvider engine;

    @BeforeParameterizedClassInvocation
    static void open(TlsProvider engine) throws Exception {
        listener = TestListener.open(engine, EchoEndpoint.class);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        listener.close();
    }

    @AfterEach
    void nothing_fell_out_of_the_pipeline_and_no_log_line_repeats_the_input() {
        assertThat(nettyLog.lines()).noneMatch(line -> line.contains("reached at the tail"));
        String hex = HexFormat.of().formatHex(CANARY.getBytes(US_ASCII));
        // There may be none: after the first few the log only counts.
        assertThat(log.lines()).noneMatch(l -> l.contains(CANARY) || l.contains(hex));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\nAuthorization: Basic " + CANARY,
                "POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello",
                "G"
            })
    void plain_http_gets_a_plain_400_that_says_to_speak_tls(String request) throws Exception {
        Counted counted = Counted.from(listener);
        try (PlainClient client = PlainClient.connect(listener).send(request)) {
            assertThat(new String(client.readAll(), US_ASCII))
                    .startsWith("HTTP/1.1 400 Bad Request\r\n")
                    .endsWith("This port speaks TLS: use wss:// or https://.\n");
        }
        counted.oneRefusal(RefusalReason.NOT_TLS);
    }

    @Test
    void plain_http_with_a_large_body_gets_it_all_the_same() throws Exception {
        Counted counted = Counted.from(listener);
        try (PlainClient client = PlainClient.connect(listener)) {
            client.send("POST / HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n");
            client.send(new byte[1_000_000]);
            assertThat(new String(client.readAll(), US_ASCII)).startsWith("HTTP/1.1 400 ");
        }
        counted.oneRefusal(RefusalReason.NOT_TLS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000garbage", CANARY, "\u0080\u002e\u0001\u0003\u0001", "\r\n"})
    void garbage_gets_the_alert_unexpected_message(String garbage) throws Exception {
        Counted counted = Counted.from(listener);
        try (PlainClient client = PlainClient.connect(listener).send(garbage)) {
            assertThat(client.readAll()).containsExactly(21, 3, 1, 0, 2, 2, 10);
        }
        counted.oneRefusal(RefusalReason.NOT_TLS);
    }

    @Test
    void a_hello_that_announces_16_mib_gets_a_fatal_alert() throws Exception {
        Counted counted = Counted.from(listener);
        byte[] hello = HexFormat.of().parseHex("160301000401ffffff");
        try (PlainClient client = PlainClient.connect(listener).send(hello)) {
            byte[] alert = client.readAll();
            assertThat(alert).hasSize(7).startsWith(21, 3);
            assertThat(alert[5]).as("level fatal").isEqualTo((byte) 2);
        }
        counted.oneRefusal(RefusalReason.TLS_FAILED);
    }

    @Test
    void garbage_that_begins_like_tls_ends_the_connection() throws Exception {
        Counted counted = Counted.from(listener);
        try (PlainClient client = PlainClient.connect(listener).send("\u0016" + CANARY)) {
            client.awaitClosed();
        }
        counted.oneRefusal(RefusalReason.TLS_FAILED);
    }

    @Test
    void plain_bytes_after_the_handshake_end_the_connection() throws Exception {
        Counted counted = Counted.from(listener);
        try (RawClient client = RawClient.connect(listener)) {
            client.sendPlain("GET / HTTP/1.1\r\nAuthorization: " + CANARY + "\r\n\r\n");
            client.awaitClosed();
        }
        counted.awaitNothingLeft();
        assertThat(counted.refusals().values()).containsExactly(1L);
    }
}
