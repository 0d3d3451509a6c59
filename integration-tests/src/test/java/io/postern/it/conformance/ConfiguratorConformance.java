package io.postern.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.it.support.Client;
import io.postern.it.support.RawClient;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sections 3.1 and 4.1.5, and the Javadoc of {@code ServerEndpointConfig.Configurator}. */
@Deploys(ConfiguratorEndpoints.class)
abstract class ConfiguratorConformance extends Conformance {

    /** WSC-4.1.5-1, WSC-3.1.7-1, WSC-3.1.7-2, J-76, J-82. */
    @Test
    void one_configurator_for_the_endpoint_is_asked_for_each_instance() throws Exception {
        Client first = connect("/configurator/made");
        assertThat(first.ask("?")).isEqualTo("1 of 1, configurators 1");

        Client second = connect("/configurator/made");
        assertThat(second.ask("?")).isEqualTo("2 of 2, configurators 1");
        assertThat(first.ask("?")).isEqualTo("1 of 2, configurators 1");
    }

    /** WSC-3.1.7-1, WSC-2.1.1-1, WSC-3.1-1. */
    @Test
    void a_configurator_may_give_one_instance_to_all_connections() throws Exception {
        assertThat(ask("/configurator/singleton", "?")).isEqualTo("1");
        assertThat(ask("/configurator/singleton", "?")).isEqualTo("2");
    }

    /** J-82. */
    @Test
    void without_an_instance_there_is_no_connection() throws Exception {
        try (RawClient client = connectRaw("/configurator/failing")) {
            assertThat(client.readClose().closeCode()).isEqualTo(1011);
        }
    }

    /** WSC-3.1-1, WSC-4.1.5-1, J-77. */
    @ParameterizedTest
    @CsvSource({"choose, chosen", "two, two"})
    void a_configurator_may_choose_the_subprotocol(String requested, String agreed)
            throws Exception {
        Client client =
                connect(
                        "/configurator/deciding",
                        handshake -> handshake.subprotocols(requested, "chosen"));

        assertThat(client.subprotocol()).isEqualTo(agreed);
        assertThat(client.ask("?")).isEqualTo(agreed);
    }

    /** WSC-3.1-1, J-79. */
    @Test
    void a_configurator_may_refuse_an_origin() throws Exception {
        assertThat(upgrade("/configurator/deciding", "Origin: https://localhost:8443"))
                .startsWith("HTTP/1.1 403 ");
        assertThat(upgrade("/configurator/deciding", "Origin: https://localhost"))
                .startsWith("HTTP/1.1 101 ");
    }

    /** WSC-3.1-1, WSC-3.1.3-1, J-78. */
    @Test
    void the_default_of_the_extensions_can_be_called() throws Exception {
        assertThat(upgrade("/configurator/deciding", "Sec-WebSocket-Extensions: x-a; b=1"))
                .startsWith("HTTP/1.1 101 ")
                .doesNotContainIgnoringCase("Sec-WebSocket-Extensions");
    }

    /** WSC-3.1-1, J-80, J-103. */
    @Test
    void a_configurator_may_add_headers_to_the_response() throws Exception {
        assertThat(upgrade("/configurator/modified/x").toLowerCase(Locale.ROOT))
                .containsPattern("x-handshake: first(, |\r\nx-handshake: )second\r\n");
    }

    /** J-97, J-98, J-99, J-100, J-101, J-102, J-103. */
    @Test
    void a_configurator_sees_the_request_and_the_response() throws Exception {
        Client client =
                connect(
                        "/configurator/modified/x?b=1&a=2&b=3",
                        handshake -> handshake.header("X-Question", "why"));

        // Servers differ on whether the map has the variables of the path as well.
        assertThat(client.ask("told").replace(", x=[x]", ""))
                .startsWith(
                        "[why] /configurator/modified/x b=1&a=2&b=3 {a=[2], b=[1, 3]} null false"
                                + " null UnsupportedOperationException"
                                + " UnsupportedOperationException true 0 in the session");
    }

    /** D-1, D-10, J-27, J-81. */
    @Test
    void properties_are_copied_for_each_handshake_and_become_the_session_s() throws Exception {
        String first = ask("/configurator/modified/x", "number");
        String second = ask("/configurator/modified/x", "number");

        // The configuration that the endpoint is given is the one that was modified.
        assertThat(first).matches("(\\d+) in the session, \\1 in the configuration");
        assertThat(second)
                .matches("(\\d+) in the session, \\1 in the configuration")
                .isNotEqualTo(first);
    }

    /** WSC-7.1.1-1, J-65. */
    @Test
    void an_endpoint_with_a_configurator_is_injected_all_the_same() throws Exception {
        ask("/configurator/modified/x", "number");

        assertThat(notes()).contains("an endpoint of a custom configurator is injected");
    }

    /** J-80, WSC-5.2.2-1. */
    @Test
    void a_configurator_that_fails_refuses_the_handshake() throws Exception {
        assertThat(upgrade("/configurator/modified/x?fail")).startsWith("HTTP/1.1 500 ");
        assertThat(upgrade("/configurator/modified/x")).startsWith("HTTP/1.1 101 ");
    }

    /** J-83, J-77, J-78, WSC-3.1.7-2. */
    @Test
    void the_platform_s_configurator_can_be_had() throws Exception {
        assertThat(ask("/configurator/default", "?")).isEqualTo("a[]true");
    }

    /** J-76, J-84. */
    @Test
    void an_endpoint_without_a_configurator_has_the_platform_s() throws Exception {
        assertThat(ask("/configurator/none", "?"))
                .isEqualTo("Unconfigured /configurator/none [] [] [] [] true");
    }
}
