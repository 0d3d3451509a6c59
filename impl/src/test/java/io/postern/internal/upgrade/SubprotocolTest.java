package io.postern.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The endpoint supports v3, v2 and v1. */
class SubprotocolTest {

    /** WSC-3.1.2-1, WSC-4.1.4-1. */
    @Test
    void the_first_that_the_client_names_and_the_endpoint_supports_is_chosen() {
        assertThat(negotiated("v1, v2")).isEqualTo("v1");
        assertThat(negotiated("v9,v2,v3")).isEqualTo("v2");
    }

    @Test
    void several_header_lines_are_one_list() {
        assertThat(negotiated("v9", "v3, v1")).isEqualTo("v3");
    }

    @Test
    void without_one_in_common_there_is_none() {
        assertThat(negotiated("v9, V1, ,")).isEmpty();
        assertThat(negotiated()).isEmpty();
    }

    private static String negotiated(String... requested) {
        HttpRequest request = Requests.upgrade("/talk");
        request.headers().set("Sec-WebSocket-Protocol", List.of(requested));
        return Decisions.of(Endpoints.Talk.class).accept(request).handshake().subprotocol();
    }
}
