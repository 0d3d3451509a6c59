package io.postern.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.RefusalReason;
import io.postern.internal.upgrade.UpgradeDecision.Accept;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UpgradeDeadlineTest {

    private static final Duration ALMOST = UpgradeChannel.TIMEOUT.minusMillis(1);
    private static final Duration MOMENT = Duration.ofMillis(1);

    @Test
    void a_silent_client_is_cut_off_at_the_deadline() {
        try (UpgradeChannel upgrade = new UpgradeChannel()) {
            upgrade.pass(ALMOST);
            assertThat(upgrade.channel.isOpen()).isTrue();
            upgrade.pass(MOMENT);
            assertThat(upgrade.refusal().reason()).isEqualTo(RefusalReason.TIMED_OUT_IN_UPGRADE);
            assertThat(upgrade.channel.isOpen()).isFalse();
        }
    }

    @Test
    void bytes_that_drip_in_do_not_move_the_deadline() {
        try (UpgradeChannel upgrade = new UpgradeChannel()) {
            String request = Requests.wire("/chat/a");
            for (int second = 0; second < 5; second++) {
                assertThat(upgrade.channel.isOpen()).isTrue();
                upgrade.receive(request.substring(second, second + 1));
                upgrade.pass(Duration.ofSeconds(1));
            }
            assertThat(upgrade.refusal().reason()).isEqualTo(RefusalReason.TIMED_OUT_IN_UPGRADE);
            assertThat(upgrade.channel.isOpen()).isFalse();
        }
    }

    @Test
    void a_request_that_is_complete_in_time_has_met_it() {
        try (UpgradeChannel upgrade = new UpgradeChannel()) {
            upgrade.pass(ALMOST);
            upgrade.receive(Requests.wire("/chat/a"));
            upgrade.pass(Duration.ofHours(1));
            assertThat(upgrade.decisions).singleElement().isInstanceOf(Accept.class);
            assertThat(upgrade.channel.isOpen()).isTrue();
        }
    }

    @Test
    void a_client_that_left_does_not_time_out_as_well() {
        try (UpgradeChannel upgrade = new UpgradeChannel()) {
            upgrade.channel.close();
            upgrade.pass(UpgradeChannel.TIMEOUT);
            assertThat(upgrade.decisions).isEmpty();
        }
    }
}
