package io.postern.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.HttpRequest;
import io.postern.internal.upgrade.UpgradeDecision.Accept;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpgradeAcceptanceTest {

    private final Decisions decisions = Decisions.of(Endpoints.Room.class);

    @Test
    void a_valid_request_leads_to_its_endpoint_with_all_that_the_session_will_know() {
        Accept accept = accept(Requests.upgrade("/chat/J%C3%BCrgen?since=5"));
        assertThat(accept.endpoint().descriptor().type()).isEqualTo(Endpoints.Room.class);
        assertThat(accept.acceptKey()).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        assertThat(accept.handshake().uri())
                .hasToString("wss://localhost:8444/chat/J%C3%BCrgen?since=5");
        assertThat(accept.handshake().pathParameters()).isEqualTo(Map.of("room", "J\u00fcrgen"));
        assertThat(accept.handshake().parameters()).isEqualTo(Map.of("since", List.of("5")));
        assertThat(accept.handshake().subprotocol()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "WebSocket", "h2c, websocket"})
    void the_upgrade_token_may_have_any_case_and_stand_in_a_list(String value) {
        HttpRequest request = Requests.upgrade("/chat/a");
        request.headers().set("Upgrade", value);
        accept(request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"upgrade", "keep-alive, Upgrade", "Upgrade,keep-alive"})
    void the_connection_token_may_have_any_case_and_stand_in_a_list(String value) {
        HttpRequest request = Requests.upgrade("/chat/a");
        request.headers().set("Connection", value);
        accept(request);
    }

    @Test
    void a_body_of_length_zero_is_no_body() {
        HttpRequest request = Requests.upgrade("/chat/a");
        request.headers().set("Content-Length", "0");
        accept(request);
    }

    @Test
    void a_page_of_the_same_host_is_accepted() {
        HttpRequest request = Requests.upgrade("/chat/a");
        request.headers().set("Origin", "http://localhost:9080");
        accept(request);
    }

    @ParameterizedTest
    @CsvSource({
        "'permessage-deflate; client_max_window_bits'",
        "'permessage-deflate; server_max_window_bits=abc, x; y=\"z\"'",
        "', ,'"
    })
    void extensions_whatever_they_say_are_declined_when_compression_is_off(String offers) {
        HttpRequest request = Requests.upgrade("/chat/a");
        request.headers().set("Sec-WebSocket-Extensions", offers);
        assertThat(UpgradeResponses.accept(accept(request)).headers().names())
                .doesNotContain("sec-websocket-extensions", "Sec-WebSocket-Extensions");
    }

    private Accept accept(HttpRequest request) {
        return decisions.accept(request);
    }
}
