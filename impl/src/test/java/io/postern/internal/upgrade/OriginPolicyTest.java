package io.postern.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.config.OriginRules;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginPolicyTest {

    private static final String HOST = "good.example";

    private static boolean allows(String rules, String... origins) {
        return new OriginPolicy(OriginRules.of(rules)).allows(List.of(origins), HOST);
    }

    @Nested
    class With_same_host {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://good.example",
                    "https://good.example:443",
                    "https://good.example:8444",
                    "http://good.example",
                    "http://good.example:9080",
                    "https://GOOD.example",
                    "HTTPS://good.example"
                })
        void pages_of_the_same_host_may_connect_from_any_port_and_scheme(String origin) {
            assertThat(allows("same-host", origin)).isTrue();
        }

        /** WSC-3.1.4-1. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://evil.example",
                    "https://good.example.evil",
                    "https://evil-good.example",
                    "https://evil.good.example",
                    "https://example",
                    "https://good.example.",
                    "https://xn--god-hoa.example",
                    "https://good.example@evil.example",
                    "https://good.example:x@evil.example",
                    "https://evil.example/good.example",
                    "https://good.example/",
                    "https://good.example/page",
                    "https://good.example?x",
                    "https://good.example:0",
                    "https://good.example:99999",
                    "https://good.example, https://evil.example",
                    "good.example",
                    "//good.example",
                    "null",
                    "",
                    "*",
                    "file://",
                    "https://",
                    "chrome-extension://abcdef",
                    "https://good.example\u0000"
                })
        void nothing_else_may(String origin) {
            assertThat(allows("same-host", origin)).isFalse();
        }

        @Test
        void an_address_is_a_host_as_well() {
            OriginPolicy policy = new OriginPolicy(OriginRules.of("same-host"));
            assertThat(policy.allows(List.of("https://[::1]:9443"), "[::1]")).isTrue();
            assertThat(policy.allows(List.of("https://127.0.0.1"), "[::1]")).isFalse();
        }

        @Test
        void the_case_of_the_host_does_not_matter() {
            OriginPolicy policy = new OriginPolicy(OriginRules.of("same-host"));
            assertThat(policy.allows(List.of("https://good.example"), "Good.Example")).isTrue();
        }
    }

    @Nested
    class With_exact_origins {

        private static final String RULES = "https://pages.example, http://dev.example:3000";

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://pages.example",
                    "https://pages.example:443",
                    "HTTPS://Pages.Example",
                    "http://dev.example:3000"
                })
        void those_listed_may_connect(String origin) {
            assertThat(allows(RULES, origin)).isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://good.example",
                    "http://pages.example",
                    "https://pages.example:8443",
                    "http://dev.example",
                    "https://a.pages.example",
                    "https://pages.example.evil",
                    "null"
                })
        void scheme_host_and_port_must_all_be_equal(String origin) {
            assertThat(allows(RULES, origin)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"same-host", "https://pages.example", "*"})
    void a_client_that_sends_no_origin_is_no_browser_and_may_connect(String rules) {
        assertThat(allows(rules)).isTrue();
    }

    @Test
    void two_origins_are_none() {
        assertThat(allows("same-host", "https://good.example", "https://good.example")).isFalse();
        assertThat(allows("same-host", "https://good.example", "https://evil.example")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "garbage"})
    void a_star_lets_every_page_connect(String origin) {
        assertThat(allows("*", origin)).isTrue();
    }
}
