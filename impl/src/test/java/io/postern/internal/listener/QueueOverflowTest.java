package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.RefusalReason;
import io.postern.internal.config.Overflow;
import io.postern.internal.config.TlsProvider;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One permit, and one place to wait for it. */
@Timeout(60)
class QueueOverflowTest {

    @Test
    void drop_oldest_closes_the_one_who_waited_and_serves_the_newest() throws Exception {
        try (TestListener listener = open(1, Overflow.DROP_OLDEST)) {
            Counted counted = Counted.from(listener);
            PlainClient holder = connected(listener, 1, 0);
            PlainClient oldest = connected(listener, 1, 1);
            CompletableFuture<RawClient> newest = upgrading(listener);
            oldest.awaitClosed();
            assertThat(counted.refusals()).isEqualTo(Map.of(RefusalReason.QUEUE_FULL, 1L));
            assertThat(newest).isNotDone();
            holder.close();
            newest.get(10, TimeUnit.SECONDS).close();
            counted.awaitNothingLeft();
            assertThat(counted.refusals(RefusalReason.QUEUE_FULL)).isOne();
            assertThat(listener.statistics().established()).isOne();
        }
    }

    @Test
    void refuse_newest_closes_the_one_who_comes_and_serves_the_one_who_waited() throws Exception {
        try (TestListener listener = open(1, Overflow.REFUSE_NEWEST)) {
            Counted counted = Counted.from(listener);
            PlainClient holder = connected(listener, 1, 0);
            CompletableFuture<RawClient> waiting = upgrading(listener);
            await().until(() -> listener.statistics().waiting() == 1);
            try (PlainClient newest = PlainClient.connect(listener)) {
                newest.awaitClosed();
            }
            assertThat(counted.refusals()).isEqualTo(Map.of(RefusalReason.QUEUE_FULL, 1L));
            assertThat(waiting).isNotDone();
            holder.close();
            waiting.get(10, TimeUnit.SECONDS).close();
            counted.awaitNothingLeft();
        }
    }

    @Test
    void without_a_queue_whoever_finds_no_permit_is_closed() throws Exception {
        try (TestListener listener = open(0, Overflow.DROP_OLDEST)) {
            Counted counted = Counted.from(listener);
            PlainClient holder = connected(listener, 1, 0);
            try (PlainClient second = PlainClient.connect(listener)) {
                second.awaitClosed();
            }
            assertThat(counted.refusals()).isEqualTo(Map.of(RefusalReason.QUEUE_FULL, 1L));
            holder.close();
            counted.awaitNothingLeft();
        }
    }

    @Test
    void one_who_left_while_it_waited_is_found_out_when_its_turn_comes() throws Exception {
        try (TestListener listener = open(5, Overflow.DROP_OLDEST)) {
            Counted counted = Counted.from(listener);
            PlainClient holder = connected(listener, 1, 0);
            connected(listener, 1, 1).close();
            connected(listener, 1, 2).reset();
            CompletableFuture<RawClient> last = upgrading(listener);
            await().until(() -> listener.statistics().waiting() == 3);
            holder.close();
            last.get(10, TimeUnit.SECONDS).close();
            counted.awaitNothingLeft();
            assertThat(counted.refusals()).isEqualTo(Map.of(RefusalReason.PEER_LEFT, 3L));
        }
    }

    private static TestListener open(int capacity, Overflow overflow) throws Exception {
        return TestListener.open(
                TlsProvider.OPENSSL, With.permits(1, capacity, overflow), EchoEndpoint.class);
    }

    /** A client that says nothing, and the counts that the listener has reached with it. */
    private static PlainClient connected(TestListener listener, int negotiating, int waiting)
            throws Exception {
        PlainClient client = PlainClient.connect(listener);
        await().until(
                        () ->
                                listener.statistics().negotiating() == negotiating
                                        && listener.statistics().waiting() == waiting);
        return client;
    }

    private static CompletableFuture<RawClient> upgrading(TestListener listener) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return RawClient.upgraded(listener, "/echo/a");
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
    }
}
