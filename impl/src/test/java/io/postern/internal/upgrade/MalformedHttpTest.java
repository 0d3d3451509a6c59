package io.postern.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.RefusalReason;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are no request that could be taken in one way only. */
class MalformedHttpTest {

    private static final String VALID = Requests.wire("/chat/a");

    static Stream<String> requestLines() {
        return Stream.of(
                "\u0000GET /chat/a HTTP/1.1",
                "\u0001GET /chat/a HTTP/1.1",
                "\tGET /chat/a HTTP/1.1",
                "GET /chat/a",
                "GET",
                "GET /chat/a HTTP/1.1 ",
                "GET /chat/a HTTP/1.0",
                "GET /chat/a HTTP/2.0",
                "GET /chat/a HTTPS/1.1",
                "GET /chat/a HTTP/1.1x",
                "GET /chat/a\rX HTTP/1.1",
                "GET /chat/\u0000 HTTP/1.1",
                "GET /chat/\u00e9 HTTP/1.1",
                "G\u0000T /chat/a HTTP/1.1",
                "G{T /chat/a HTTP/1.1",
                "\u0016\u0003\u0001\u0002\u0000\u0001");
    }

    static Stream<String> headerLines() {
        return Stream.of(
                "Host: other",
                "Host : other",
                " Host: other",
                "X\u0000: y",
                "X: a\u0000b",
                "X: a\rb",
                "X: a\u000bb",
                "X y: z",
                ": y",
                "no colon",
                "Content-Length: 3",
                "Content-Length: abc",
                "Content-Length: -1",
                "Content-Length: +0",
                "Content-Length: 0\r\nContent-Length: 1",
                "Content-Length: 99999999999999999999",
                "Transfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 0",
                "Transfer-Encoding: gzip",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: chunked, gzip",
                "Sec-WebSocket-Key: " + Requests.KEY,
                "Sec-WebSocket-Key1: 1\r\nSec-WebSocket-Key2: 2");
    }

    @ParameterizedTest
    @MethodSource("requestLines")
    void a_bad_request_line_is_refused_with_400(String line) {
        String headers = VALID.substring(VALID.indexOf("\r\n"));
        assertRefused(line + headers);
    }

    @ParameterizedTest
    @MethodSource("headerLines")
    void a_bad_header_line_is_refused_with_400(String line) {
        assertRefused(Requests.wire("/chat/a", line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\r\n", "\n\r"})
    void any_other_end_of_line_than_crlf_is_refused_with_400(String end) {
        assertRefused(VALID.replace("\r\n", end));
    }

    private static void assertRefused(String bytes) {
        try (UpgradeChannel upgrade = new UpgradeChannel()) {
            upgrade.receive(bytes);
            assertThat(upgrade.sent())
                    .startsWith("HTTP/1.1 400 ")
                    .containsOnlyOnce("HTTP/1.1 400 ");
            assertThat(upgrade.refusal().reason()).isEqualTo(RefusalReason.BAD_REQUEST);
        }
    }
}
