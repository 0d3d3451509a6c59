package io.postern.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whenever the channel closes, nothing stays behind. */
class ClosedDuringUpgradeTest {

    private static final String REQUEST = Requests.wire("/chat/a");

    @Test
    void before_the_request() {
        try (UpgradeChannel upgrade = new UpgradeChannel()) {
            upgrade.channel.close();
            assertNothingIsLeft(upgrade);
        }
    }

    @Test
    void in_the_middle_of_the_request_line() {
        assertReleasedWhenClosedAfter(REQUEST.substring(0, 10));
    }

    @Test
    void in_the_middle_of_the_headers() {
        assertReleasedWhenClosedAfter(REQUEST.substring(0, REQUEST.length() - 2));
    }

    @Test
    void after_101_with_bytes_that_arrived_early() {
        assertReleasedWhenClosedAfter(REQUEST + "early");
    }

    @Test
    void after_a_refusal() {
        assertReleasedWhenClosedAfter(Requests.wire("/nowhere") + "late");
    }

    private static void assertReleasedWhenClosedAfter(String bytes) {
        try (UpgradeChannel upgrade = new UpgradeChannel()) {
            ByteBuf received = upgrade.receiveBuffer(bytes);
            upgrade.channel.close();
            assertThat(received.refCnt()).isZero();
            assertNothingIsLeft(upgrade);
        }
    }

    private static void assertNothingIsLeft(UpgradeChannel upgrade) {
        upgrade.pass(Duration.ofHours(1));
        assertThat(upgrade.channel.pipeline().names()).as("the tail alone").hasSize(1);
        assertThat(upgrade.channel.runScheduledPendingTasks()).as("no timer").isEqualTo(-1);
    }
}
