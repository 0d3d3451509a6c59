package io.postern.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.postern.RefusalReason;
import io.postern.internal.upgrade.UpgradeDecision.Refuse;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to be refused, with its reason and its status. */
class UpgradeRefusalTest {

    /** In every part of a request that a response might repeat. */
    private static final String CANARY = "kAnArY";

    private static final Decisions DECISIONS = Decisions.of(Endpoints.Room.class);

    private record Case(
            String name, Consumer<HttpRequest> change, RefusalReason reason, int status) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> badRequests() {
        return Stream.of(
                bad("HTTP/1.0", r -> r.setProtocolVersion(HttpVersion.HTTP_1_0)),
                bad("HTTP/2", r -> r.setProtocolVersion(HttpVersion.valueOf("HTTP/2.0"))),
                bad("POST", r -> r.setMethod(HttpMethod.POST)),
                bad("HEAD", r -> r.setMethod(HttpMethod.HEAD)),
                bad("CONNECT", r -> r.setMethod(HttpMethod.CONNECT)),
                bad("own method", r -> r.setMethod(HttpMethod.valueOf(CANARY))),
                bad("get in lower case", r -> r.setMethod(HttpMethod.valueOf("get"))),
                bad("no Host", without("Host")),
                bad("two Hosts", with("Host", "localhost:8444")),
                bad("empty Host", only("Host", "")),
                bad("Host with path", only("Host", "localhost/" + CANARY)),
                bad("Host with user", only("Host", CANARY + "@localhost")),
                bad("body", with("Content-Length", "5")),
                bad("chunked body", with("Transfer-Encoding", "chunked")),
                bad("dot segments", r -> r.setUri("/chat/../" + CANARY)),
                bad("absolute form", r -> r.setUri("https://localhost/chat/a")),
                bad("asterisk form", r -> r.setUri("*")),
                bad("bad percent", r -> r.setUri("/chat/%zz")),
                bad("no UTF-8", r -> r.setUri("/chat/%ff")),
                bad("not decodable", r -> failed(r, new IllegalArgumentException(CANARY))),
                bad("no Upgrade", without("Upgrade")),
                bad("no Connection", without("Connection")),
                bad("Upgrade: h2c", only("Upgrade", "h2c")),
                bad("Upgrade: websockets", only("Upgrade", "websockets")),
                bad("Connection: keep-alive", only("Connection", "keep-alive")),
                bad("no key", without("Sec-WebSocket-Key")),
                bad("short key", only("Sec-WebSocket-Key", "AAAA")),
                bad("key not Base64", only("Sec-WebSocket-Key", "!".repeat(24))),
                bad("two keys", with("Sec-WebSocket-Key", Requests.KEY)));
    }

    static Stream<Case> otherRefusals() {
        return Stream.of(
                new Case(
                        "long line",
                        r -> failed(r, new TooLongHttpLineException(CANARY)),
                        RefusalReason.REQUEST_TOO_LARGE,
                        414),
                new Case(
                        "long headers",
                        r -> failed(r, new TooLongHttpHeaderException(CANARY)),
                        RefusalReason.REQUEST_TOO_LARGE,
                        431),
                new Case(
                        "a browser's GET",
                        without("Upgrade").andThen(without("Connection")),
                        RefusalReason.UPGRADE_REQUIRED,
                        426),
                new Case(
                        "a browser's GET that keeps alive",
                        without("Upgrade").andThen(only("Connection", "keep-alive")),
                        RefusalReason.UPGRADE_REQUIRED,
                        426),
                notFound("/"),
                notFound("/chat"),
                notFound("/chat/"),
                notFound("/chat/a/"),
                notFound("//chat/a"),
                notFound("/Chat/a"),
                notFound("/chat%2Fa"),
                notFound("/chat;x/a"),
                notFound("/" + CANARY),
                origin("another host", with("Origin", "https://" + CANARY + ".example")),
                origin("null", with("Origin", "null")),
                origin(
                        "two",
                        with("Origin", "https://localhost")
                                .andThen(with("Origin", "https://localhost"))));
    }

    static Stream<Case> versions() {
        return Stream.concat(
                Stream.of("", "0", "7", "8", "12", "14", "013", "13, 8", "13,13", "x" + CANARY)
                        .map(v -> version("version " + v, only("Sec-WebSocket-Version", v))),
                Stream.of(
                        version("no version", without("Sec-WebSocket-Version")),
                        version("version 13 and 8", with("Sec-WebSocket-Version", "8"))));
    }

    /** WSC-3.1.1-4 among them. */
    @ParameterizedTest
    @MethodSource({"badRequests", "otherRefusals", "versions"})
    void a_request_is_refused_with_reason_and_status(Case refused) {
        Refuse refusal = decide(refused);
        assertThat(refusal.reason()).isEqualTo(refused.reason());
        assertThat(refusal.status().code()).isEqualTo(refused.status());
    }

    @ParameterizedTest
    @MethodSource({"badRequests", "otherRefusals", "versions"})
    void a_refusal_is_one_plain_sentence_that_repeats_nothing_of_the_request(Case refused) {
        assertThat(decide(refused).body())
                .isNotEmpty()
                .matches("[ -~]+\\.")
                .doesNotContainIgnoringCase(CANARY);
    }

    private static Refuse decide(Case refused) {
        HttpRequest request = Requests.upgrade("/chat/" + CANARY + "?q=" + CANARY);
        request.headers().set("User-Agent", CANARY).set("Cookie", CANARY);
        refused.change().accept(request);
        return DECISIONS.refuse(request);
    }

    private static Case bad(String name, Consumer<HttpRequest> change) {
        return new Case(name, change, RefusalReason.BAD_REQUEST, 400);
    }

    private static Case notFound(String target) {
        return new Case(target, r -> r.setUri(target), RefusalReason.NO_ENDPOINT, 404);
    }

    private static Case origin(String name, Consumer<HttpRequest> change) {
        return new Case("origin " + name, change, RefusalReason.ORIGIN_REFUSED, 403);
    }

    private static Case version(String name, Consumer<HttpRequest> change) {
        return new Case(name, change, RefusalReason.UNSUPPORTED_VERSION, 426);
    }

    private static Consumer<HttpRequest> without(String header) {
        return request -> request.headers().remove(header);
    }

    private static Consumer<HttpRequest> with(String header, String value) {
        return request -> request.headers().add(header, value);
    }

    private static Consumer<HttpRequest> only(String header, String value) {
        return request -> request.headers().set(header, List.of(value));
    }

    private static void failed(HttpRequest request, Exception cause) {
        request.setDecoderResult(DecoderResult.failure(cause));
    }
}
