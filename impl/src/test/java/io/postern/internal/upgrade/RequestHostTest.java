package io.postern.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHostTest {

    @ParameterizedTest
    @CsvSource({
        "localhost, localhost",
        "localhost:8444, localhost",
        "chat.example., chat.example.",
        "127.0.0.1:8444, 127.0.0.1",
        "[::1], [::1]",
        "[::1]:8444, [::1]",
        "[2001:db8::7], [2001:db8::7]",
        "xn--bcher-kva.example, xn--bcher-kva.example"
    })
    void a_host_may_have_a_port_and_may_be_an_ip_address(String header, String host) {
        assertThat(RequestTarget.parse(header, "/chat").uri().getHost()).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ":8444",
                "::1",
                "[::1",
                "local host",
                "user@localhost",
                "user:secret@localhost",
                "localhost:port",
                "localhost:-1",
                "a,b",
                "localhost\u0000",
                "b\u00fccher.example"
            })
    void a_value_that_is_no_host_is_refused(String header) {
        assertThatIllegalArgumentException().isThrownBy(() -> RequestTarget.parse(header, "/chat"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost/admin",
                "localhost/admin?",
                "localhost/admin#",
                "localhost?",
                "localhost#",
                "localhost/.."
            })
    void a_host_cannot_lead_to_another_path(String header) {
        assertThatIllegalArgumentException().isThrownBy(() -> RequestTarget.parse(header, "/chat"));
    }
}
