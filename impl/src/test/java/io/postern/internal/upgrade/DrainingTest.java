package io.postern.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.RefusalReason;
import io.postern.internal.upgrade.UpgradeDecision.Refuse;
import jakarta.websocket.server.ServerEndpointConfig;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Requests that come while the listener stops. */
class DrainingTest {

    /** Is asked, and so keeps the request on a worker. */
    private static final class Asked extends ServerEndpointConfig.Configurator {
        @Override
        public boolean checkOrigin(String origin) {
            return true;
        }
    }

    private static final String REQUEST = Requests.wire("/chat/a");

    @Test
    void a_request_is_answered_with_503_and_when_to_come_back() {
        try (UpgradeChannel upgrade = new UpgradeChannel()) {
            upgrade.drain(Duration.ofMillis(24_001));
            upgrade.receive(REQUEST);
            assertThat(upgrade.sent())
                    .startsWith("HTTP/1.1 503 Service Unavailable\r\n")
                    .containsIgnoringCase("\r\nRetry-After: 25\r\n");
            assertThat(upgrade.refusal().reason()).isEqualTo(RefusalReason.DRAINING);
        }
    }

    @Test
    void a_request_that_the_application_was_still_deciding_gets_it_too() {
        Queue<Runnable> workers = new ArrayDeque<>();
        try (UpgradeChannel upgrade =
                new UpgradeChannel(Endpoints.room(new Asked()), workers::add)) {
            upgrade.receive(REQUEST);
            upgrade.drain(Duration.ofSeconds(1));
            workers.remove().run();
            upgrade.pass(Duration.ZERO);
            assertThat(upgrade.refusal().reason()).isEqualTo(RefusalReason.DRAINING);
            assertThat(upgrade.sent()).startsWith("HTTP/1.1 503 ");
        }
    }

    @Test
    void what_is_no_upgrade_request_is_told_that_first() {
        try (UpgradeChannel upgrade = new UpgradeChannel()) {
            upgrade.drain(Duration.ofSeconds(1));
            upgrade.receive("GET / HTTP/1.0\r\n\r\n");
            assertThat(upgrade.refusal().reason()).isEqualTo(RefusalReason.BAD_REQUEST);
        }
    }

    @Test
    void part_of_a_second_counts_as_a_whole_one() {
        assertThat(Refuse.draining(Duration.ofMillis(1)).headers().values())
                .containsExactly(List.of("1"));
        assertThat(Refuse.draining(Duration.ofSeconds(2)).headers().values())
                .containsExactly(List.of("2"));
    }
}
