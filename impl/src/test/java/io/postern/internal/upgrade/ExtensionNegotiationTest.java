package io.postern.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.postern.RefusalReason;
import io.postern.internal.endpoint.DeployedEndpoint;
import io.postern.internal.session.NamedExtension;
import io.postern.internal.session.NamedExtension.NamedParameter;
import io.postern.internal.testing.RecordedLog;
import io.postern.internal.upgrade.UpgradeDecision.Accept;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerEndpointConfig;
import jakarta.websocket.server.ServerEndpointConfig.Configurator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtensionNegotiationTest {

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern.upgrade");

    /** A configurator that chooses among installed and requested extensions. */
    private record Choosing(BinaryOperator<List<Extension>> choice) {

        Configurator configurator() {
            BinaryOperator<List<Extension>> chosen = choice;
            return new Configurator() {
                @Override
                public List<Extension> getNegotiatedExtensions(
                        List<Extension> installed, List<Extension> requested) {
                    return chosen.apply(installed, requested);
                }
            };
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "permessage-deflate | permessage-deflate",
                "permessage-deflate; client_max_window_bits | permessage-deflate",
                "x-other, permessage-deflate | permessage-deflate",
                "permessage-deflate; server_no_context_takeover |"
                        + "permessage-deflate; server_no_context_takeover",
                // RFC 7692 section 7.1.2: the first offer that can be accepted counts.
                "permessage-deflate; server_max_window_bits=10, permessage-deflate;"
                        + " client_no_context_takeover"
                        + "| permessage-deflate; client_no_context_takeover",
            })
    void deflate_is_agreed_on_as_the_client_offers_it(String offers, String answer) {
        Accept accept = accept(Endpoints.room(new Configurator()), offers);
        assertThat(answer(accept)).isEqualTo(answer);
        assertThat(accept.handshake().agreement().deflate()).isPresent();
        assertThat(UpgradeResponses.accept(accept).headers().getAll("Sec-WebSocket-Extensions"))
                .containsExactly(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "permessage-deflate; server_max_window_bits=9",
        "permessage-deflate; x-unknown",
        "x-webkit-deflate-frame",
        "PERMESSAGE-BZIP2"
    })
    void what_cannot_be_had_is_declined_and_the_connection_opens_without(String offers) {
        Accept accept = accept(Endpoints.room(new Configurator()), offers);
        assertThat(accept.handshake().agreement().extensions()).isEmpty();
        assertThat(accept.handshake().agreement().deflate()).isEmpty();
        assertThat(UpgradeResponses.accept(accept).headers().contains("Sec-WebSocket-Extensions"))
                .isFalse();
    }

    @Test
    void a_malformed_header_is_400() {
        HttpRequest request = request("permessage-deflate; =");
        assertThat(Decisions.of(Endpoints.Room.class).refuse(request).reason())
                .isEqualTo(RefusalReason.BAD_REQUEST);
    }

    /** J-78. */
    @Test
    void a_configurator_sees_what_is_installed_and_what_is_requested() {
        List<List<Extension>> seen = new ArrayList<>();
        Configurator curious =
                new Choosing(
                                (installed, requested) -> {
                                    seen.add(installed);
                                    seen.add(requested);
                                    return List.of();
                                })
                        .configurator();
        Extension own = new NamedExtension("x-own", List.of());
        accept(
                Endpoints.deployed(
                        ServerEndpointConfig.Builder.create(Endpoints.Room.class, "/chat/{room}")
                                .configurator(curious)
                                .extensions(List.of(own))
                                .build()),
                "x-other; a=1, permessage-deflate");
        assertThat(seen.get(0))
                .as("the endpoint's own first")
                .containsExactly(own, Decisions.DEFLATE);
        assertThat(seen.get(1))
                .map(Object::toString)
                .containsExactly("x-other; a=1", "permessage-deflate");
    }

    @Test
    void a_configurator_may_leave_an_extension_out() {
        Choosing none = new Choosing((installed, requested) -> List.of());
        Choosing nothing = new Choosing((installed, requested) -> null);
        for (Choosing choice : List.of(none, nothing)) {
            Accept accept = accept(Endpoints.room(choice.configurator()), "permessage-deflate");
            assertThat(accept.handshake().extensions()).isEmpty();
            assertThat(accept.handshake().agreement().deflate()).isEmpty();
        }
    }

    @Test
    void a_configurator_may_pick_one_of_several_offers() {
        Choosing last = new Choosing((i, requested) -> requested.subList(1, 2));
        String offers = "permessage-deflate, permessage-deflate; server_no_context_takeover";
        assertThat(answer(accept(Endpoints.room(last.configurator()), offers)))
                .isEqualTo("permessage-deflate; server_no_context_takeover");
    }

    @Test
    void an_object_of_its_own_stands_for_the_offers_of_that_name() {
        Choosing installed = new Choosing((own, requested) -> own);
        String offers = "permessage-deflate; client_no_context_takeover";
        assertThat(answer(accept(Endpoints.room(installed.configurator()), offers)))
                .isEqualTo(offers);
    }

    @Test
    void what_is_requested_and_not_installed_is_not_agreed_on() {
        Choosing all = new Choosing((installed, requested) -> requested);
        String offers = "x-other, permessage-deflate";
        assertThat(answer(accept(Endpoints.room(all.configurator()), offers)))
                .isEqualTo("permessage-deflate");
    }

    /** RFC 6455 section 9.1: the server must not choose what the client did not offer. */
    @Test
    void what_was_not_requested_is_an_error_of_the_configurator() {
        Choosing own = new Choosing((i, r) -> List.of(new NamedExtension("x-surprise", List.of())));
        DeployedEndpoint endpoint = Endpoints.room(own.configurator());
        assertThat(refused(endpoint, "permessage-deflate"))
                .isEqualTo(HttpResponseStatus.INTERNAL_SERVER_ERROR);
        assertThat(log.lines())
                .singleElement()
                .asString()
                .contains("POSTERN4003", "getNegotiatedExtensions", "did not offer");
    }

    @Test
    void an_extension_that_the_endpoint_declares_is_agreed_on_as_the_configurator_says() {
        Choosing answer =
                new Choosing(
                        (i, r) ->
                                List.of(
                                        new NamedExtension(
                                                "x-own", List.of(new NamedParameter("b", "2")))));
        assertThat(answer(accept(declaring(answer.configurator()), "x-own; a=1")))
                .isEqualTo("x-own; b=2");
        assertThat(answer(accept(declaring(new Configurator()), "x-own; a=1, permessage-deflate")))
                .isEqualTo("x-own; a=1 / permessage-deflate");
    }

    @Test
    void a_parameter_cannot_break_out_of_the_header() {
        Choosing evil =
                new Choosing(
                        (i, r) ->
                                List.of(
                                        new NamedExtension(
                                                "x-own",
                                                List.of(new NamedParameter("a", "1\r\nX: y")))));
        assertThat(refused(declaring(evil.configurator()), "x-own"))
                .isEqualTo(HttpResponseStatus.INTERNAL_SERVER_ERROR);
        assertThat(log.lines()).singleElement().asString().contains("must be tokens");
    }

    @Test
    void an_answer_with_null_in_it_is_an_error() {
        Choosing nulls = new Choosing((i, r) -> java.util.Collections.singletonList(null));
        assertThat(refused(Endpoints.room(nulls.configurator()), "permessage-deflate"))
                .isEqualTo(HttpResponseStatus.INTERNAL_SERVER_ERROR);
        assertThat(log.lines()).hasSize(1);
    }

    /** An endpoint cannot switch on what is off: the frames would not be understood. */
    @Test
    void deflate_that_an_endpoint_declares_stays_off_with_the_listener_s() {
        ServerEndpointConfig config =
                ServerEndpointConfig.Builder.create(Endpoints.Room.class, "/chat/{room}")
                        .extensions(List.of(Decisions.DEFLATE))
                        .build();
        Accept accept =
                Decisions.of(Endpoints.deployed(config)).accept(request("permessage-deflate"));
        assertThat(accept.handshake().extensions()).isEmpty();
    }

    private static DeployedEndpoint declaring(Configurator configurator) {
        return Endpoints.deployed(
                ServerEndpointConfig.Builder.create(Endpoints.Room.class, "/chat/{room}")
                        .extensions(List.of(new NamedExtension("x-own", List.of())))
                        .configurator(configurator)
                        .build());
    }

    private static Accept accept(DeployedEndpoint endpoint, String offers) {
        return Decisions.of(endpoint, Decisions.DEFLATE).accept(request(offers));
    }

    private static HttpResponseStatus refused(DeployedEndpoint endpoint, String offers) {
        return Decisions.of(endpoint, Decisions.DEFLATE).refuse(request(offers)).status();
    }

    private static HttpRequest request(String offers) {
        HttpRequest request = Requests.upgrade("/chat/a");
        request.headers().set("Sec-WebSocket-Extensions", offers);
        return request;
    }

    private static String answer(Accept accept) {
        return accept.handshake().extensions().stream()
                .map(Object::toString)
                .collect(Collectors.joining(" / "));
    }
}
