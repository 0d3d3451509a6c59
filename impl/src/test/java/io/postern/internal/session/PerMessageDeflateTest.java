package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.session.NamedExtension.NamedParameter;
import jakarta.websocket.Extension;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7692 section 7.1. Offers are written as in the header, after the extension's name. */
class PerMessageDeflateTest {

    @ParameterizedTest(name = "{0} is answered with {1}")
    @CsvSource({
        "'', ''",
        "server_no_context_takeover, server_no_context_takeover",
        "client_no_context_takeover, client_no_context_takeover",
        "server_max_window_bits=15, server_max_window_bits=15",
        "client_max_window_bits, ''",
        "client_max_window_bits=8, ''",
        "client_max_window_bits=15, ''",
        "client_max_window_bits=10;server_no_context_takeover;client_no_context_takeover,"
                + "server_no_context_takeover;client_no_context_takeover",
    })
    void a_legal_offer_is_accepted_with_what_the_server_keeps_to(String offer, String answer) {
        PerMessageDeflate agreed = PerMessageDeflate.accept(extension(offer)).orElseThrow();
        assertThat(agreed.extension()).isEqualTo(extension(answer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server_max_window_bits",
                "server_max_window_bits=16",
                "server_max_window_bits=7",
                "server_max_window_bits=015",
                "server_max_window_bits=abc",
                "client_max_window_bits=7",
                "client_max_window_bits=16",
                "client_max_window_bits=08",
                "client_max_window_bits=+9",
                "server_no_context_takeover=1",
                "client_no_context_takeover=true",
                "client_no_context_takeover;client_no_context_takeover",
                "client_max_window_bits;client_max_window_bits=10",
                "x-unknown",
            })
    void an_illegal_offer_is_declined(String offer) {
        assertThat(PerMessageDeflate.accept(extension(offer))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 14})
    void a_smaller_window_than_the_deflater_has_is_declined(int bits) {
        assertThat(PerMessageDeflate.accept(extension("server_max_window_bits=" + bits))).isEmpty();
    }

    @Test
    void contexts_are_kept_where_the_answer_does_not_say_otherwise() {
        PerMessageDeflate both = PerMessageDeflate.accept(extension("")).orElseThrow();
        assertThat(both.clientKeepsContext()).isTrue();
        assertThat(both.serverKeepsContext()).isTrue();
        PerMessageDeflate client =
                PerMessageDeflate.accept(extension("server_no_context_takeover")).orElseThrow();
        assertThat(client.clientKeepsContext()).isTrue();
        assertThat(client.serverKeepsContext()).isFalse();
        PerMessageDeflate server =
                PerMessageDeflate.accept(extension("client_no_context_takeover")).orElseThrow();
        assertThat(server.clientKeepsContext()).isFalse();
        assertThat(server.serverKeepsContext()).isTrue();
    }

    /** J-104: parameters in order, with an empty value where there is none. */
    @Test
    void an_extension_prints_as_the_header_has_it() {
        assertThat(extension("client_max_window_bits;server_max_window_bits=15"))
                .hasToString(
                        "permessage-deflate; client_max_window_bits; server_max_window_bits=15");
    }

    private static NamedExtension extension(String parameters) {
        List<Extension.Parameter> list = new ArrayList<>();
        for (String parameter : parameters.isEmpty() ? new String[0] : parameters.split(";")) {
            String[] pair = parameter.split("=");
            list.add(new NamedParameter(pair[0], pair.length == 1 ? "" : pair[1]));
        }
        return new NamedExtension(PerMessageDeflate.NAME, list);
    }
}
