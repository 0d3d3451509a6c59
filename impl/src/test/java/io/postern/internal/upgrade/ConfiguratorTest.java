package io.postern.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.postern.RefusalReason;
import io.postern.internal.endpoint.DeployedEndpoint;
import io.postern.internal.testing.RecordedLog;
import io.postern.internal.upgrade.UpgradeDecision.Refuse;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import jakarta.websocket.server.ServerEndpointConfig.Configurator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an endpoint's configurator is asked, when, and what becomes of its answers. */
class ConfiguratorTest {

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern.upgrade");

    /** Notes its calls, fails in one of them, and else answers as the default does. */
    private static final class Noting extends Configurator {

        final List<String> calls = new ArrayList<>();
        @Nullable String failing;

        private void call(String method) {
            calls.add(method);
            if (method.equals(failing)) {
                throw new AssertionError("fails in " + method);
            }
        }

        @Override
        public boolean checkOrigin(String origin) {
            call("checkOrigin");
            return super.checkOrigin(origin);
        }

        @Override
        public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
            call("getNegotiatedSubprotocol");
            return super.getNegotiatedSubprotocol(supported, requested);
        }

        @Override
        public List<Extension> getNegotiatedExtensions(
                List<Extension> installed, List<Extension> requested) {
            call("getNegotiatedExtensions");
            return super.getNegotiatedExtensions(installed, requested);
        }

        @Override
        public void modifyHandshake(
                ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            call("modifyHandshake");
        }
    }

    /** J-80: origin, subprotocol and extensions are decided before modifyHandshake. */
    @Test
    void it_is_asked_in_the_order_of_the_specification() {
        Noting configurator = new Noting();
        Decisions.of(Endpoints.room(configurator)).accept(Requests.upgrade("/chat/a"));
        assertThat(configurator.calls)
                .containsExactly(
                        "checkOrigin",
                        "getNegotiatedSubprotocol",
                        "getNegotiatedExtensions",
                        "modifyHandshake");
    }

    /** WSC-3.1.1-4. */
    @Test
    void a_request_that_is_refused_anyway_does_not_reach_it() {
        Noting configurator = new Noting();
        Decisions decisions = Decisions.of(Endpoints.room(configurator));
        decisions.refuse(Requests.upgrade("/nowhere"));
        HttpRequest foreign = Requests.upgrade("/chat/a");
        foreign.headers().set("Origin", "https://evil.example");
        assertThat(decisions.refuse(foreign).status()).isEqualTo(HttpResponseStatus.FORBIDDEN);
        HttpRequest malformed = Requests.upgrade("/chat/a");
        malformed.headers().set("Sec-WebSocket-Key", "short");
        decisions.refuse(malformed);
        assertThat(configurator.calls).isEmpty();
    }

    /** WSC-3.1-1, J-79. */
    @Test
    void an_origin_that_it_refuses_is_403() {
        List<String> origins = new ArrayList<>();
        Configurator strict =
                new Configurator() {
                    @Override
                    public boolean checkOrigin(String origin) {
                        origins.add(origin);
                        return "https://localhost".equals(origin);
                    }
                };
        Decisions decisions = Decisions.of(Endpoints.room(strict));
        HttpRequest request = Requests.upgrade("/chat/a");
        Refuse refusal = decisions.refuse(request);
        assertThat(refusal.status()).isEqualTo(HttpResponseStatus.FORBIDDEN);
        assertThat(refusal.reason()).isEqualTo(RefusalReason.ORIGIN_REFUSED);
        request.headers().set("Origin", "https://localhost");
        decisions.accept(request);
        assertThat(origins).containsExactly(null, "https://localhost");
        assertThat(log.lines()).isEmpty();
    }

    @ParameterizedTest
    @NullAndEmptySource
    void it_may_choose_no_subprotocol(String none) {
        HttpRequest request = Requests.upgrade("/chat/a");
        request.headers().set("Sec-WebSocket-Protocol", "v1");
        assertThat(choosing(none).accept(request).handshake().subprotocol()).isEmpty();
    }

    @Test
    void it_may_choose_any_subprotocol_that_the_client_names() {
        HttpRequest request = Requests.upgrade("/chat/a");
        request.headers().set("Sec-WebSocket-Protocol", "v1, experimental");
        assertThat(choosing("experimental").accept(request).handshake().subprotocol())
                .isEqualTo("experimental");
    }

    /** RFC 6455 section 4.2.2: a client fails the connection when it gets another. */
    @Test
    void a_subprotocol_that_the_client_does_not_name_is_500_and_logged() {
        HttpRequest request = Requests.upgrade("/chat/a");
        request.headers().set("Sec-WebSocket-Protocol", "v1");
        assertThat(choosing("v2").refuse(request).status())
                .isEqualTo(HttpResponseStatus.INTERNAL_SERVER_ERROR);
        assertThat(log.lines())
                .singleElement()
                .asString()
                .contains(
                        "POSTERN4003", "getNegotiatedSubprotocol", "RFC 6455", "ConfiguratorTest");
    }

    private static Decisions choosing(@Nullable String subprotocol) {
        return Decisions.of(
                Endpoints.room(
                        new Configurator() {
                            @Override
                            public String getNegotiatedSubprotocol(
                                    List<String> supported, List<String> requested) {
                                assertThat(supported).containsExactly("v3", "v2", "v1");
                                return subprotocol;
                            }
                        }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "checkOrigin",
                "getNegotiatedSubprotocol",
                "getNegotiatedExtensions",
                "modifyHandshake"
            })
    void whatever_it_throws_is_500_with_one_line_and_ends_its_part(String method) {
        Noting configurator = new Noting();
        configurator.failing = method;
        Refuse refusal =
                Decisions.of(Endpoints.room(configurator)).refuse(Requests.upgrade("/chat/a"));
        assertThat(refusal.reason()).isEqualTo(RefusalReason.INTERNAL_ERROR);
        assertThat(refusal.status()).isEqualTo(HttpResponseStatus.INTERNAL_SERVER_ERROR);
        assertThat(refusal.body()).doesNotContain("fails");
        assertThat(configurator.calls).last().isEqualTo(method);
        assertThat(log.lines())
                .singleElement()
                .asString()
                .contains("POSTERN4003", Noting.class.getName(), method, "fails in " + method);
    }

    @Test
    void one_that_fails_for_every_client_does_not_fill_the_log() {
        DeployedEndpoint endpoint =
                Endpoints.room(
                        new Configurator() {
                            @Override
                            public boolean checkOrigin(String origin) {
                                throw new IllegalStateException("broken");
                            }
                        });
        for (int i = 0; i < 1000; i++) {
            Refuse refusal = Decisions.of(endpoint).refuse(Requests.upgrade("/chat/a"));
            assertThat(refusal.status().code()).isEqualTo(500);
        }
        assertThat(log.lines()).singleElement().asString().contains("POSTERN4003", "kind: 1");
    }

    /** WSC-3.1.5-1: the default changes nothing else. */
    @Test
    void the_default_adds_nothing_to_the_response() {
        assertThat(
                        Decisions.of(Endpoints.room(new Configurator()))
                                .accept(Requests.upgrade("/chat/a"))
                                .additions())
                .isEqualTo(Map.of());
    }
}
