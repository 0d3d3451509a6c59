package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.RefusalReason;
import io.postern.internal.config.SocketConfig;
import io.postern.internal.config.TlsProvider;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class AdmissionTest {

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void one_connection_too_many_is_closed_before_tls_until_another_one_leaves(TlsProvider engine)
            throws Exception {
        try (TestListener listener =
                TestListener.open(
                        engine, With.connections(2, SocketConfig.NO_LIMIT), EchoEndpoint.class)) {
            Quiescence quiescence = Quiescence.of(listener);
            Counted counted = Counted.from(listener);
            PlainClient first = PlainClient.connect(listener);
            PlainClient second = PlainClient.connect(listener);
            await().until(() -> listener.statistics().openConnections() == 2);
            try (PlainClient third = PlainClient.connect(listener)) {
                third.awaitClosed();
            }
            assertThat(counted.refusals())
                    .isEqualTo(Map.of(RefusalReason.TOO_MANY_CONNECTIONS, 1L));
            assertThat(listener.statistics().openConnections()).isEqualTo(2);
            first.close();
            await().until(() -> listener.statistics().openConnections() == 1);
            RawClient.upgraded(listener, "/echo/a").close();
            second.close();
            counted.awaitNothingLeft();
            assertThat(counted.refusals())
                    .isEqualTo(
                            Map.of(
                                    RefusalReason.TOO_MANY_CONNECTIONS,
                                    1L,
                                    RefusalReason.PEER_LEFT,
                                    2L));
            quiescence.awaitRestored();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void one_too_many_from_an_address_is_closed_and_other_addresses_do_not_mind(TlsProvider engine)
            throws Exception {
        try (TestListener listener =
                TestListener.open(engine, With.connections(10, 1), EchoEndpoint.class)) {
            Quiescence quiescence = Quiescence.of(listener);
            Counted counted = Counted.from(listener);
            PlainClient first = PlainClient.connect(listener);
            await().until(() -> listener.statistics().openConnections() == 1);
            try (PlainClient second = PlainClient.connect(listener)) {
                second.awaitClosed();
            }
            assertThat(counted.refusals())
                    .isEqualTo(Map.of(RefusalReason.TOO_MANY_CONNECTIONS_FROM_ADDRESS, 1L));
            PlainClient elsewhere = PlainClient.connectFrom("127.0.0.2", listener);
            await().until(() -> listener.statistics().openConnections() == 2);
            first.close();
            await().until(() -> listener.statistics().openConnections() == 1);
            RawClient.upgraded(listener, "/echo/a").close();
            elsewhere.close();
            counted.awaitNothingLeft();
            assertThat(counted.refusals(RefusalReason.TOO_MANY_CONNECTIONS_FROM_ADDRESS)).isOne();
            quiescence.awaitRestored();
        }
    }

    @Test
    void a_thousand_connections_one_after_another_leave_no_count_behind() throws Exception {
        try (TestListener listener =
                TestListener.open(TlsProvider.JDK, With.connections(10, 10), EchoEndpoint.class)) {
            Counted counted = Counted.from(listener);
            for (int i = 0; i < 1000; i++) {
                PlainClient.connect(listener).reset();
            }
            await().until(() -> listener.statistics().accepted() == 1000);
            counted.awaitNothingLeft();
            RawClient.upgraded(listener, "/echo/a").close();
            long refused = counted.refusals().values().stream().mapToLong(n -> n).sum();
            assertThat(refused).isEqualTo(1000);
            counted.awaitNothingLeft();
        }
    }
}
