package io.postern.internal.listener;

import static java.nio.charset.StandardCharsets.US_ASCII;
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
                newest.send(PlainClient.HALF_A_HELLO);
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
                second.send(PlainClient.HALF_A_HELLO);
                second.awaitClosed();
            }
            assertThat(counted.refusals()).isEqualTo(Map.of(RefusalReason.QUEUE_FULL, 1L));
            holder.close();
            counted.awaitNothingLeft();
        }
    }

    @Test
    void one_who_leaves_while_it_waits_is_found_out_at_once() throws Exception {
        try (TestListener listener = open(5, Overflow.DROP_OLDEST)) {
            Counted counted = Counted.from(listener);
            PlainClient holder = connected(listener, 1, 0);
            connected(listener, 1, 1).close();
            awaitWaiting(listener, 0);
            connected(listener, 1, 1).reset();
            awaitWaiting(listener, 0);
            await().until(() -> counted.refusals(RefusalReason.PEER_LEFT) == 2);
            assertThat(listener.statistics().openConnections()).isOne();
            assertThat(listener.statistics().negotiating()).isOne();
            holder.close();
            counted.awaitNothingLeft();
        }
    }

    @Test
    void one_who_speaks_no_tls_is_told_so_without_waiting() throws Exception {
        try (TestListener listener = open(5, Overflow.DROP_OLDEST)) {
            Counted counted = Counted.from(listener);
            try (PlainClient holder = connected(listener, 1, 0);
                    PlainClient plain = PlainClient.connect(listener)) {
                plain.send("GET / HTTP/1.1\r\n\r\n");
                assertThat(new String(plain.readAll(), US_ASCII)).startsWith("HTTP/1.1 400 ");
                assertThat(counted.refusals()).isEqualTo(Map.of(RefusalReason.NOT_TLS, 1L));
                assertThat(listener.statistics().negotiating()).isOne();
                assertThat(listener.statistics().waiting()).isZero();
                holder.close();
            }
            counted.awaitNothingLeft();
        }
    }

    @Test
    void those_who_say_nothing_keep_nobody_waiting() throws Exception {
        try (TestListener listener = open(0, Overflow.DROP_OLDEST);
                PlainClient silent = PlainClient.connect(listener);
                PlainClient another = PlainClient.connect(listener)) {
            await().until(() -> listener.statistics().openConnections() == 2);
            RawClient.upgraded(listener, "/echo/a").close();
            assertThat(listener.refused(RefusalReason.QUEUE_FULL)).isZero();
            silent.close();
            another.close();
            Counted.from(listener).awaitNothingLeft();
        }
    }

    @Test
    void a_client_that_sent_much_while_it_waited_is_served_when_its_turn_comes() throws Exception {
        try (TestListener listener = open(5, Overflow.DROP_OLDEST)) {
            PlainClient holder = connected(listener, 1, 0);
            CompletableFuture<RawClient> waiting = upgrading(listener);
            try (PlainClient flood = PlainClient.connect(listener)) {
                flood.send(PlainClient.HALF_A_HELLO).send(new byte[100_000]);
                awaitWaiting(listener, 2);
                holder.close();
                waiting.get(10, TimeUnit.SECONDS).close();
                flood.awaitClosed();
            }
            Counted.from(listener).awaitNothingLeft();
            assertThat(listener.statistics().established()).isOne();
            assertThat(listener.refused(RefusalReason.TLS_FAILED)).isOne();
        }
    }

    private static void awaitWaiting(TestListener listener, int waiting) {
        await().until(() -> listener.statistics().waiting() == waiting);
    }

    private static TestListener open(int capacity, Overflow overflow) throws Exception {
        return TestListener.open(
                TlsProvider.OPENSSL, With.permits(1, capacity, overflow), EchoEndpoint.class);
    }

    /**
     * A client that says half of what it should, and the counts that the listener has reached with
     * it.
     */
    private static PlainClient connected(TestListener listener, int negotiating, int waiting)
            throws Exception {
        PlainClient client = PlainClient.connect(listener).send(PlainClient.HALF_A_HELLO);
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
