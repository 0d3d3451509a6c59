package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionStateStressTest {

    private static final int THREADS = 4;
    private static final CloseReason ABNORMAL = new CloseReason(CloseCodes.CLOSED_ABNORMALLY, "");

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void exactly_one_start_of_closing_wins() throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        for (int round = 0; round < 2_000; round++) {
            SessionState state = new SessionState();
            List<Future<CloseReason>> attempts = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                CloseReason mine = new CloseReason(CloseCodes.NORMAL_CLOSURE, "thread " + i);
                attempts.add(
                        threads.submit(
                                () -> {
                                    start.await(10, TimeUnit.SECONDS);
                                    return state.startClosing(mine) ? mine : null;
                                }));
            }
            List<CloseReason> winners = new ArrayList<>();
            for (Future<CloseReason> attempt : attempts) {
                winners.add(attempt.get(10, TimeUnit.SECONDS));
            }
            winners.removeIf(Objects::isNull);
            assertThat(winners).hasSize(1);
            assertThat(state.close(ABNORMAL)).isEqualTo(winners.get(0));
        }
    }
}
