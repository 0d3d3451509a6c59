package io.postern.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.postern.RefusalReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RefusedConnectionTest {

    @Test
    void the_answer_is_complete_http_with_a_reason() {
        try (UpgradeChannel upgrade = new UpgradeChannel()) {
            upgrade.receive(Requests.wire("/nowhere"));
            assertThat(upgrade.sent())
                    .startsWith("HTTP/1.1 404 Not Found\r\n")
                    .endsWith("\r\n\r\nThere is no WebSocket endpoint at this path.\n");
            assertThat(upgrade.refusal().reason()).isEqualTo(RefusalReason.NO_ENDPOINT);
        }
    }

    @Test
    void a_body_is_refused_before_it_arrives() {
        try (UpgradeChannel upgrade = new UpgradeChannel()) {
            upgrade.receive(Requests.wire("/chat/a", "Content-Length: 1000000"));
            assertThat(upgrade.sent()).startsWith("HTTP/1.1 400 ");
            assertThat(upgrade.refusal().reason()).isEqualTo(RefusalReason.BAD_REQUEST);
        }
    }

    @Test
    void a_chunked_body_is_refused_and_its_trailers_are_no_second_request() {
        try (UpgradeChannel upgrade = new UpgradeChannel()) {
            upgrade.receive(
                    Requests.wire("/chat/a", "Transfer-Encoding: chunked")
                            + "3\r\nabc\r\n0\r\nX: y\r\n\r\n");
            assertThat(upgrade.sent()).startsWith("HTTP/1.1 400 ").containsOnlyOnce("HTTP/1.1 ");
            assertThat(upgrade.refusal().reason()).isEqualTo(RefusalReason.BAD_REQUEST);
        }
    }

    @Test
    void a_second_request_behind_a_refused_one_is_not_answered() {
        try (UpgradeChannel upgrade = new UpgradeChannel()) {
            upgrade.receive(Requests.wire("/nowhere") + Requests.wire("/chat/a"));
            upgrade.receive(Requests.wire("/chat/a"));
            assertThat(upgrade.sent()).containsOnlyOnce("HTTP/1.1 ");
            assertThat(upgrade.refusal().reason()).isEqualTo(RefusalReason.NO_ENDPOINT);
        }
    }

    @Test
    void what_still_arrives_is_dropped_and_released() {
        try (UpgradeChannel upgrade = new UpgradeChannel()) {
            upgrade.receive(Requests.wire("/nowhere"));
            ByteBuf late = upgrade.receiveBuffer("late");
            assertThat(late.refCnt()).isZero();
            assertThat(upgrade.handedOver()).isEmpty();
        }
    }

    @Test
    void the_connection_is_closed_a_second_later_if_the_client_has_not_closed_it() {
        try (UpgradeChannel upgrade = new UpgradeChannel()) {
            upgrade.receive(Requests.wire("/nowhere"));
            upgrade.pass(Duration.ofMillis(999));
            assertThat(upgrade.channel.isOpen()).isTrue();
            upgrade.pass(Duration.ofMillis(1));
            assertThat(upgrade.channel.isOpen()).isFalse();
            assertThat(upgrade.decisions).hasSize(1);
        }
    }
}
