package io.postern.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginRulesTest {

    @Test
    void same_host_and_origins_may_be_listed_together() {
        assertThat(OriginRules.of("same-host, https://a.example ,https://B.example:8443,"))
                .isEqualTo(
                        new OriginRules(
                                false,
                                true,
                                Set.of("https://a.example", "https://b.example:8443")));
        assertThat(OriginRules.of("https://a.example").sameHost()).isFalse();
    }

    @Test
    void a_star_allows_every_origin_and_stands_alone() {
        assertThat(OriginRules.of("*")).isEqualTo(new OriginRules(true, false, Set.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OriginRules.of("*, same-host"))
                .withMessage("* allows every origin and must stand alone");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OriginRules.of("https://a.example,*"))
                .withMessage("* allows every origin and must stand alone");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPS://Chat.Example, https://chat.example",
        "https://chat.example:443, https://chat.example",
        "http://chat.example:80, http://chat.example",
        "https://chat.example:80, https://chat.example:80",
        "http://localhost:8080, http://localhost:8080",
        "https://[::1]:8443, https://[::1]:8443",
        "https://xn--bcher-kva.example, https://xn--bcher-kva.example",
        "chrome-extension://ABCdef, chrome-extension://abcdef"
    })
    void an_origin_is_compared_in_lower_case_without_its_default_port(String from, String to) {
        assertThat(OriginRules.normalise(from)).isEqualTo(to);
        assertThat(OriginRules.normalise(to)).isEqualTo(to);
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/, write https://a.example",
        "https://a.example/chat, write https://a.example",
        "https://a.example:8443?x=1, write https://a.example:8443",
        "https://a.example#top, write https://a.example",
        "wss://a.example, 'browsers send the page''s own scheme, so write https://'",
        "ws://a.example, 'browsers send the page''s own scheme, so write http://'",
        "https://*.example, patterns are not supported",
        "https://bücher.example, in the xn-- form if international",
        "https://a.example:0, its port must be between 1 and 65535",
        "https://a.example:65536, its port must be between 1 and 65535",
        "a.example, an origin is scheme://host[:port]",
        "a.example:443, an origin is scheme://host[:port]",
        "null, an origin is scheme://host[:port]",
        "file:///tmp/a.html, an origin is scheme://host[:port]",
        "https://, an origin is scheme://host[:port]",
        "https://a b, an origin is scheme://host[:port]"
    })
    void what_is_no_origin_is_refused_with_a_hint(String text, String hint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OriginRules.of("same-host," + text))
                .withMessageStartingWith("'" + text + "' is not an origin: ")
                .withMessageContaining(hint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ann:pw@a.example",
                "https://ann:p/w@a.example",
                "https://ann:p%w@a"
            })
    void credentials_in_an_origin_are_refused_and_not_repeated(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OriginRules.normalise(text))
                .withMessageContaining("not an origin")
                .satisfies(
                        e -> assertThat(e.getMessage()).doesNotContain("ann", "pw", "p/w", "p%w"));
    }

    @Test
    void a_list_of_nothing_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OriginRules.of(" , "))
                .withMessageContaining("must list at least one origin");
    }

    @Test
    void the_record_holds_normalised_origins_only() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OriginRules(false, true, Set.of("https://A.example:443")))
                .withMessageContaining("https://a.example");
    }
}
