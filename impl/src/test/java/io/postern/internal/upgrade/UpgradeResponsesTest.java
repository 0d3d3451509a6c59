package io.postern.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.postern.RefusalReason;
import io.postern.internal.endpoint.Identity;
import io.postern.internal.session.Handshake;
import io.postern.internal.upgrade.UpgradeDecision.Accept;
import io.postern.internal.upgrade.UpgradeDecision.Refuse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UpgradeResponsesTest {

    @Test
    void an_acceptance_is_101_with_the_key_and_nothing_that_was_not_negotiated() {
        FullHttpResponse response = UpgradeResponses.accept(accept(""));
        assertThat(response.status()).isEqualTo(HttpResponseStatus.SWITCHING_PROTOCOLS);
        assertThat(response.headers().names())
                .containsExactlyInAnyOrder("upgrade", "connection", "sec-websocket-accept");
        assertThat(response.headers().get("Upgrade")).isEqualTo("websocket");
        assertThat(response.headers().get("Connection")).isEqualTo("upgrade");
        assertThat(response.headers().get("Sec-WebSocket-Accept")).isEqualTo("the-answer");
        assertThat(response.content().isReadable()).isFalse();
    }

    @Test
    void a_negotiated_subprotocol_is_named() {
        assertThat(UpgradeResponses.accept(accept("v1")).headers().getAll("Sec-WebSocket-Protocol"))
                .containsExactly("v1");
    }

    @Test
    void a_refusal_is_plain_text_that_is_neither_guessed_at_nor_stored_and_ends_the_connection() {
        FullHttpResponse response = UpgradeResponses.refuse(Refuse.badRequest("It is wrong."));
        HttpHeaders headers = response.headers();
        assertThat(response.status()).isEqualTo(HttpResponseStatus.BAD_REQUEST);
        assertThat(response.content().toString(StandardCharsets.US_ASCII))
                .isEqualTo("It is wrong.\n");
        assertThat(headers.get("Content-Length")).isEqualTo("13");
        assertThat(headers.get("Content-Type")).isEqualTo("text/plain; charset=us-ascii");
        assertThat(headers.get("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(headers.get("Cache-Control")).isEqualTo("no-store");
        assertThat(headers.getAll("Connection")).isEqualTo(List.of("close"));
        assertThat(headers.contains("Upgrade")).isFalse();
    }

    @Test
    void a_426_says_what_to_upgrade_to() {
        Refuse refusal =
                new Refuse(
                        RefusalReason.UNSUPPORTED_VERSION,
                        HttpResponseStatus.UPGRADE_REQUIRED,
                        "No.");
        HttpHeaders headers = UpgradeResponses.refuse(refusal).headers();
        assertThat(headers.get("Upgrade")).isEqualTo("websocket");
        assertThat(headers.get("Sec-WebSocket-Version")).isEqualTo("13");
        assertThat(headers.containsValue("Connection", "upgrade", true)).isTrue();
        assertThat(headers.containsValue("Connection", "close", true)).isTrue();
    }

    private static Accept accept(String subprotocol) {
        URI uri = URI.create("wss://localhost/talk");
        return new Accept(
                Endpoints.deployed(Endpoints.Talk.class),
                new Handshake(
                        new Handshake.Target(uri, Map.of(), Map.of()),
                        new Handshake.Agreement(subprotocol, List.of(), Optional.empty()),
                        Endpoints.deployed(Endpoints.Talk.class).config(),
                        Identity.NONE),
                "the-answer",
                Map.of(),
                Optional.empty());
    }
}
