package io.postern.internal.listener;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.RefusalReason;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.testing.RecordedLog;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are no opening handshake: each gets its status, is counted once, and is gone. */
@Timeout(60)
@ParameterizedClass
@EnumSource(
        value = TlsProvider.class,
        names = {"OPENSSL", "JDK"})
class WrongInputOnTheWireTest {

    private static final String VALID = new String(RawClient.upgradeRequest("/echo/a"), US_ASCII);

    private static TestListener listener;

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
    void nothing_fell_out_of_the_pipeline() {
        assertThat(nettyLog.lines()).noneMatch(line -> line.contains("reached at the tail"));
    }

    private record Case(
            String name, UnaryOperator<String> change, int status, RefusalReason reason) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> wrongRequests() {
        return Stream.of(
                wrong("no key", without("Sec-WebSocket-Key"), 400, RefusalReason.BAD_REQUEST),
                wrong("body", with("Content-Length: 5"), 400, RefusalReason.BAD_REQUEST),
                wrong("POST", r -> r.replace("GET", "POST"), 400, RefusalReason.BAD_REQUEST),
                wrong(
                        "bad Host",
                        r -> r.replace("Host: localhost", "Host: local host"),
                        400,
                        RefusalReason.BAD_REQUEST),
                wrong(
                        "HTTP/1.0",
                        r -> r.replace("HTTP/1.1", "HTTP/1.0"),
                        400,
                        RefusalReason.BAD_REQUEST),
                wrong("no HTTP", r -> "\u0000\u0001\u0002\r\n", 400, RefusalReason.BAD_REQUEST),
                wrong(
                        "long line",
                        r -> r.replace("/echo/a", "/echo/" + "a".repeat(9000)),
                        414,
                        RefusalReason.REQUEST_TOO_LARGE),
                wrong(
                        "long header",
                        with("Cookie: " + "a".repeat(9000)),
                        431,
                        RefusalReason.REQUEST_TOO_LARGE),
                wrong(
                        "GET without upgrade",
                        without("Upgrade").andThen(without("Connection"))::apply,
                        426,
                        RefusalReason.UPGRADE_REQUIRED),
                wrong(
                        "version 8",
                        r -> r.replace("Version: 13", "Version: 8"),
                        426,
                        RefusalReason.UNSUPPORTED_VERSION),
                wrong(
                        "unknown path",
                        r -> r.replace("/echo/a", "/nowhere"),
                        404,
                        RefusalReason.NO_ENDPOINT),
                wrong(
                        "foreign Origin",
                        with("Origin: https://evil.example"),
                        403,
                        RefusalReason.ORIGIN_REFUSED));
    }

    @ParameterizedTest
    @MethodSource("wrongRequests")
    void a_wrong_request_is_answered_with_its_status_and_a_clean_end(Case wrong) throws Exception {
        Counted counted = Counted.from(listener);
        try (RawClient client = RawClient.connect(listener)) {
            client.send(wrong.change().apply(VALID));
            assertAnswered(client, wrong.status());
        }
        counted.oneRefusal(wrong.reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_client_that_is_still_sending_its_body_gets_the_answer_all_the_same(String protocol)
            throws Exception {
        Counted counted = Counted.from(listener);
        try (RawClient client = RawClient.connect(listener, protocol)) {
            client.send(VALID.replace("\r\n\r\n", "\r\nContent-Length: 1000000\r\n\r\n"));
            client.send(new byte[1_000_000]);
            assertAnswered(client, 400);
        }
        counted.oneRefusal(RefusalReason.BAD_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_browser_that_is_pointed_at_the_port_reads_that_it_may_close_the_page(String protocol)
            throws Exception {
        Counted counted = Counted.from(listener);
        try (RawClient client = RawClient.connect(listener, protocol)) {
            client.send("GET / HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n");
            assertThat(assertAnswered(client, 426)).contains("you can close this page");
        }
        counted.oneRefusal(RefusalReason.UPGRADE_REQUIRED);
    }

    /** Reads a whole response and the end behind it; gives the body. */
    private static String assertAnswered(RawClient client, int status) throws Exception {
        String head = client.readHead();
        assertThat(head)
                .startsWith("HTTP/1.1 " + status + " ")
                .containsPattern("(?i)connection: [^\r]*close\r\n");
        int length = Integer.parseInt(head.replaceAll("(?is).*content-length: (\\d+)\r\n.*", "$1"));
        String body = client.readBody(length);
        client.readEnd();
        return body;
    }

    private static Case wrong(
            String name, UnaryOperator<String> change, int status, RefusalReason reason) {
        return new Case(name, change, status, reason);
    }

    private static UnaryOperator<String> with(String line) {
        return request -> request.replace("\r\n\r\n", "\r\n" + line + "\r\n\r\n");
    }

    private static UnaryOperator<String> without(String header) {
        return request -> request.replaceFirst("\r\n" + header + ": [^\r]*", "");
    }
}
