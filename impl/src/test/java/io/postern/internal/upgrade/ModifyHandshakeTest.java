package io.postern.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.postern.internal.endpoint.DeployedEndpoint;
import io.postern.internal.testing.RecordedLog;
import io.postern.internal.upgrade.UpgradeDecision.Accept;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import jakarta.websocket.server.ServerEndpointConfig.Configurator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code modifyHandshake} may do: D-1, D-10, J-80, J-81, J-103. */
class ModifyHandshakeTest {

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern.upgrade");

    /** A configurator whose {@code modifyHandshake} is a lambda expression. */
    private static final class Modifying extends Configurator {

        private final Modification modification;

        private Modifying(Modification modification) {
            this.modification = modification;
        }

        @Override
        public void modifyHandshake(
                ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            modification.apply(config, response.getHeaders());
        }
    }

    private interface Modification {
        void apply(ServerEndpointConfig config, Map<String, List<String>> headers);
    }

    private static DeployedEndpoint endpoint(Modification modification) {
        return Endpoints.room(new Modifying(modification));
    }

    private static HttpHeaders headers(Consumer<Map<String, List<String>>> modification) {
        Accept accept =
                Decisions.of(endpoint((config, headers) -> modification.accept(headers)))
                        .accept(request());
        return UpgradeResponses.accept(accept).headers();
    }

    private static HttpRequest request() {
        HttpRequest request = Requests.upgrade("/chat/a");
        request.headers().set("Sec-WebSocket-Protocol", "v1");
        return request;
    }

    @Test
    void it_sees_the_response_as_it_is_planned() {
        headers(
                headers -> {
                    assertThat(headers.get(HandshakeResponse.SEC_WEBSOCKET_ACCEPT))
                            .containsExactly("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
                    assertThat(headers.get("sec-websocket-protocol")).containsExactly("v1");
                    assertThat(headers.get("UPGRADE")).containsExactly("websocket");
                    assertThat(headers).doesNotContainKey("Sec-WebSocket-Extensions");
                });
    }

    @Test
    void headers_that_it_sets_are_sent_with_all_their_values() {
        HttpHeaders sent =
                headers(
                        headers -> {
                            headers.put("Set-Cookie", List.of("a=1; Secure", "b=2"));
                            headers.put("X-Empty", List.of(""));
                            headers.put("X-Latin", new ArrayList<>(List.of("J\u00fcrgen")));
                        });
        assertThat(sent.getAll("Set-Cookie")).containsExactly("a=1; Secure", "b=2");
        assertThat(sent.get("X-Empty")).isEmpty();
        assertThat(sent.get("X-Latin")).isEqualTo("J\u00fcrgen");
    }

    @Test
    void headers_of_the_protocol_stay_as_they_are() {
        HttpHeaders sent =
                headers(
                        headers -> {
                            headers.put("Sec-WebSocket-Accept", List.of("wrong"));
                            headers.put("sec-websocket-protocol", List.of("v9"));
                            headers.put("Sec-WebSocket-Extensions", List.of("x-forged"));
                            headers.put("Content-Length", List.of("5"));
                            headers.put("Transfer-Encoding", List.of("chunked"));
                            headers.get("Upgrade").add("h2c");
                            headers.remove("Connection");
                        });
        assertThat(sent.names())
                .containsExactlyInAnyOrder(
                        "upgrade", "connection", "sec-websocket-accept", "sec-websocket-protocol");
        assertThat(sent.getAll("Upgrade")).containsExactly("websocket");
        assertThat(sent.get("Sec-WebSocket-Accept")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        assertThat(sent.get("Sec-WebSocket-Protocol")).isEqualTo("v1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\r\nSet-Cookie: stolen=1",
                "x\nSet-Cookie: stolen=1",
                "x\rSet-Cookie: stolen=1",
                "nul\u0000",
                "\u007f",
                "\u20ac"
            })
    void a_value_that_would_not_stay_one_value_is_500_and_not_repeated(String value) {
        assertRefused(headers -> headers.put("X-Name", List.of("good", value)), "X-Name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X Name", "X-Name:", "X\r\nSet-Cookie", "X-N\u00e4me"})
    void a_name_that_is_no_token_is_500_and_not_repeated(String name) {
        assertRefused(headers -> headers.put(name, List.of("stolen=1")), "must be a token");
    }

    @Test
    void null_is_no_value() {
        assertRefused(headers -> headers.put("X-Name", Arrays.asList("a", null)), "X-Name");
        assertRefused(headers -> headers.put("X-Name", null), "X-Name");
    }

    private void assertRefused(Consumer<Map<String, List<String>>> modification, String complaint) {
        int before = log.lines().size();
        Decisions decisions =
                Decisions.of(endpoint((config, headers) -> modification.accept(headers)));
        assertThat(decisions.refuse(request()).status())
                .isEqualTo(HttpResponseStatus.INTERNAL_SERVER_ERROR);
        assertThat(log.lines()).hasSize(before + 1);
        assertThat(log.lines().get(before))
                .contains("POSTERN4003", "modifyHandshake", complaint)
                .doesNotContain("stolen", "\n", "\r");
    }

    /** D-10, J-81: shallow, and one for each connection. */
    @Test
    void user_properties_are_a_copy_of_the_connection_s_own() {
        DeployedEndpoint endpoint =
                endpoint(
                        (config, headers) -> {
                            config.getUserProperties().merge("count", 1, (a, b) -> "shared");
                            config.getUserProperties().remove("removed");
                        });
        StringBuilder shallow = new StringBuilder();
        endpoint.config().getUserProperties().put("shallow", shallow);
        endpoint.config().getUserProperties().put("removed", "still there");
        Decisions decisions = Decisions.of(endpoint);
        for (int i = 0; i < 2; i++) {
            Accept accept = decisions.accept(request());
            assertThat(accept.handshake().config().getUserProperties())
                    .isEqualTo(Map.of("count", 1, "shallow", shallow));
            assertThat(accept.handshake().config().getUserProperties().get("shallow"))
                    .isSameAs(shallow);
        }
        assertThat(endpoint.config().getUserProperties()).containsOnlyKeys("shallow", "removed");
    }

    /** As many do that were written for a servlet container. */
    @Test
    void a_user_property_may_be_null() {
        DeployedEndpoint endpoint =
                endpoint((config, headers) -> config.getUserProperties().put("session", null));
        assertThat(
                        Decisions.of(endpoint)
                                .accept(request())
                                .handshake()
                                .config()
                                .getUserProperties())
                .containsEntry("session", null);
    }

    @Test
    void all_else_in_the_configuration_is_the_endpoint_s() {
        ServerEndpointConfig[] seen = new ServerEndpointConfig[1];
        DeployedEndpoint endpoint = endpoint((config, headers) -> seen[0] = config);
        Accept accept = Decisions.of(endpoint).accept(request());
        ServerEndpointConfig original = endpoint.config();
        assertThat(seen[0]).isSameAs(accept.handshake().config());
        assertThat(seen[0].getConfigurator()).isSameAs(original.getConfigurator());
        assertThat(seen[0].getPath()).isEqualTo("/chat/{room}");
        assertThat(seen[0].getEndpointClass()).isEqualTo(Endpoints.Room.class);
        assertThat(seen[0].getSubprotocols()).isEqualTo(original.getSubprotocols());
        assertThat(seen[0].getExtensions()).isEqualTo(original.getExtensions());
        assertThat(seen[0].getEncoders()).isEqualTo(original.getEncoders());
        assertThat(seen[0].getDecoders()).isEqualTo(original.getDecoders());
    }
}
