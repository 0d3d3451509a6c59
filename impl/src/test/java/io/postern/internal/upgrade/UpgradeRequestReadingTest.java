package io.postern.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.upgrade.UpgradeDecision.Accept;
import org.junit.jupiter.api.Test;

class UpgradeRequestReadingTest {

    @Test
    void a_complete_request_is_answered_with_101_and_then_decided() {
        try (UpgradeChannel upgrade = new UpgradeChannel()) {
            upgrade.receive(Requests.wire("/chat/a"));
            assertThat(upgrade.sent())
                    .isEqualTo(
                            "HTTP/1.1 101 Switching Protocols\r\n"
                                    + "upgrade: websocket\r\n"
                                    + "connection: upgrade\r\n"
                                    + "sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"
                                    + "\r\n");
            assertThat(upgrade.decisions).singleElement().isInstanceOf(Accept.class);
            assertThat(upgrade.channel.isOpen()).isTrue();
        }
    }

    @Test
    void a_request_may_come_byte_by_byte() {
        try (UpgradeChannel upgrade = new UpgradeChannel()) {
            String request = Requests.wire("/chat/a");
            for (char next : request.toCharArray()) {
                assertThat(upgrade.decisions).isEmpty();
                upgrade.receive(String.valueOf(next));
            }
            assertThat(upgrade.sent()).startsWith("HTTP/1.1 101 ");
            assertThat(upgrade.decisions).singleElement().isInstanceOf(Accept.class);
        }
    }

    @Test
    void an_empty_line_before_the_request_is_ignored_as_rfc_9112_section_2_2_asks() {
        try (UpgradeChannel upgrade = new UpgradeChannel()) {
            upgrade.receive("\r\n" + Requests.wire("/chat/a"));
            assertThat(upgrade.sent()).startsWith("HTTP/1.1 101 ");
        }
    }

    @Test
    void reading_is_off_after_101_until_the_session_turns_it_on() {
        try (UpgradeChannel upgrade = new UpgradeChannel()) {
            upgrade.receive(Requests.wire("/chat/a"));
            assertThat(upgrade.channel.config().isAutoRead()).isFalse();
        }
    }
}
