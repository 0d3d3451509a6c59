package io.postern.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.RefusalReason;
import io.postern.internal.upgrade.UpgradeDecision.Accept;
import org.junit.jupiter.api.Test;

class RequestTooLargeTest {

    private static final int LIMIT = UpgradeChannel.MAX_HEADER_SIZE;

    @Test
    void a_long_request_line_is_refused_with_414() {
        assertRefused(Requests.wire("/chat/" + "a".repeat(LIMIT)), "414");
    }

    @Test
    void a_request_line_without_an_end_is_refused_with_414_as_soon_as_it_is_too_long() {
        assertRefused("GET /" + "a".repeat(LIMIT), "414");
    }

    @Test
    void one_long_header_is_refused_with_431() {
        assertRefused(Requests.wire("/chat/a", "Cookie: " + "a".repeat(LIMIT)), "431");
    }

    @Test
    void many_short_headers_are_refused_with_431() {
        assertRefused(Requests.wire("/chat/a", "a: b\r\n".repeat(LIMIT / 4) + "c: d"), "431");
    }

    @Test
    void headers_without_an_end_are_refused_with_431_as_soon_as_they_are_too_long() {
        assertRefused("GET /chat/a HTTP/1.1\r\nCookie: " + "a".repeat(LIMIT), "431");
    }

    @Test
    void empty_lines_before_the_request_count_as_well() {
        assertRefused("\r\n".repeat(LIMIT), "414");
    }

    @Test
    void a_request_just_below_the_limit_is_accepted() {
        try (UpgradeChannel upgrade = new UpgradeChannel()) {
            int rest = LIMIT - Requests.wire("/chat/a").length();
            upgrade.receive(Requests.wire("/chat/a", "Cookie: " + "a".repeat(rest)));
            assertThat(upgrade.decisions).singleElement().isInstanceOf(Accept.class);
        }
    }

    private static void assertRefused(String bytes, String status) {
        try (UpgradeChannel upgrade = new UpgradeChannel()) {
            upgrade.receive(bytes);
            assertThat(upgrade.sent()).startsWith("HTTP/1.1 " + status + " ");
            assertThat(upgrade.refusal().reason()).isEqualTo(RefusalReason.REQUEST_TOO_LARGE);
        }
    }
}
