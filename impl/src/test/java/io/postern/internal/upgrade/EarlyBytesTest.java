package io.postern.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.upgrade.UpgradeDecision.Accept;
import org.junit.jupiter.api.Test;

/** What arrives behind the request belongs to the session. */
class EarlyBytesTest {

    @Test
    void bytes_in_the_packet_of_the_request_are_kept_until_the_session_is_there() {
        try (UpgradeChannel upgrade = new UpgradeChannel()) {
            upgrade.receive(Requests.wire("/chat/a") + "frame 1, frame 2");
            assertThat(upgrade.handedOver()).isEmpty();
            upgrade.finish();
            assertThat(upgrade.handedOver()).isEqualTo("frame 1, frame 2");
        }
    }

    @Test
    void bytes_of_later_packets_follow_in_order() {
        try (UpgradeChannel upgrade = new UpgradeChannel()) {
            upgrade.receive(Requests.wire("/chat/a") + "1");
            upgrade.receive("2");
            upgrade.receive("3");
            upgrade.finish();
            assertThat(upgrade.handedOver()).isEqualTo("123");
            upgrade.receive("4");
            assertThat(upgrade.handedOver()).isEqualTo("4");
        }
    }

    @Test
    void a_second_request_is_not_answered_but_taken_for_frames() {
        try (UpgradeChannel upgrade = new UpgradeChannel()) {
            String second = Requests.wire("/chat/b");
            upgrade.receive(Requests.wire("/chat/a") + second);
            assertThat(upgrade.decisions).singleElement().isInstanceOf(Accept.class);
            assertThat(upgrade.sent()).containsOnlyOnce("HTTP/1.1 ");
            upgrade.finish();
            assertThat(upgrade.handedOver()).isEqualTo(second);
        }
    }

    @Test
    void the_handlers_of_the_upgrade_are_gone_afterwards() {
        try (UpgradeChannel upgrade = new UpgradeChannel()) {
            upgrade.receive(Requests.wire("/chat/a"));
            upgrade.finish();
            assertThat(upgrade.channel.pipeline().names()).as("the tail alone").hasSize(1);
        }
    }
}
