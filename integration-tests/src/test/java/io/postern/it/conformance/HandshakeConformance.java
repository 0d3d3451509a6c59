package io.postern.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.it.support.Client;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 3.1: the opening handshake with the platform's default configuration. */
@Deploys(HandshakeEndpoints.class)
abstract class HandshakeConformance extends Conformance {

    /** WSC-3.1.2-1, WSC-4.1.4-1, J-77, J-11. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v2.chat | | v2.chat",
                "v9.chat | v2.chat | v2.chat",
                "v3.chat | v1.chat | v3.chat"
            })
    void the_first_subprotocol_of_the_client_s_that_the_endpoint_has_is_agreed_on(
            String first, String second, String agreed) throws Exception {
        Client client =
                connect(
                        "/subprotocols",
                        handshake ->
                                second == null
                                        ? handshake.subprotocols(first)
                                        : handshake.subprotocols(first, second));

        assertThat(client.subprotocol()).isEqualTo(agreed);
        assertThat(client.ask("?")).isEqualTo("agreed '" + agreed + "'");
    }

    /** WSC-3.1.2-1, WSC-4.1.4-1, J-77. */
    @ParameterizedTest
    @ValueSource(strings = {"/subprotocols", "/no-subprotocols"})
    void without_a_common_subprotocol_there_is_none(String path) throws Exception {
        assertThat(upgrade(path, "Sec-WebSocket-Protocol: v9.chat, V1.CHAT"))
                .startsWith("HTTP/1.1 101 ")
                .doesNotContainIgnoringCase("Sec-WebSocket-Protocol");
        assertThat(upgrade(path)).doesNotContainIgnoringCase("Sec-WebSocket-Protocol");
    }

    /** WSC-3.1.3-1, J-11, J-12. */
    @Test
    void an_extension_that_the_container_lacks_is_not_agreed_on() throws Exception {
        assertThat(upgrade("/no-subprotocols", "Sec-WebSocket-Extensions: x-unheard-of; a=1"))
                .startsWith("HTTP/1.1 101 ")
                .doesNotContainIgnoringCase("Sec-WebSocket-Extensions");
        assertThat(ask("/no-subprotocols", "?")).isEqualTo("agreed '' and []");
    }

    /** WSC-3.1.4-1. */
    @Test
    void a_foreign_origin_is_refused() throws Exception {
        assertThat(upgrade("/no-subprotocols", "Origin: https://localhost"))
                .startsWith("HTTP/1.1 101 ");
        assertThat(upgrade("/no-subprotocols", "Origin: https://evil.example"))
                .startsWith("HTTP/1.1 403 ");
        assertThat(upgrade("/no-subprotocols", "Origin: null")).startsWith("HTTP/1.1 403 ");
    }

    /** WSC-3.1.5-1. */
    @Test
    void the_response_has_the_headers_of_the_protocol_and_no_other() throws Exception {
        assertThat(upgrade("/no-subprotocols").toLowerCase(Locale.ROOT).lines().skip(1))
                .containsExactlyInAnyOrder(
                        "upgrade: websocket",
                        "connection: upgrade",
                        "sec-websocket-accept: icx+yqv66kxgm0fcwalwlflwtai=",
                        "");
    }
}
