package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.RefusalReason;
import io.postern.internal.config.Overflow;
import io.postern.internal.config.TlsProvider;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that negotiate when the listener closes are cut, and counted as what they are. */
@Timeout(60)
class ClosingWhileNegotiatingTest {

    @ParameterizedTest
    @EnumSource(
            value = TlsProvider.class,
            names = {"OPENSSL", "JDK"})
    void each_is_refused_as_draining_in_whatever_step_it_is(TlsProvider engine) throws Exception {
        TestListener listener =
                TestListener.open(
                        engine, With.permits(2, 5, Overflow.DROP_OLDEST), EchoEndpoint.class);
        try (listener;
                RawClient inUpgrade = RawClient.connect(listener);
                PlainClient silent = PlainClient.connect(listener);
                PlainClient inTls = PlainClient.connect(listener)) {
            inTls.send(PlainClient.HALF_A_HELLO);
            await().until(() -> listener.statistics().negotiating() == 2);
            try (PlainClient waiting = PlainClient.connect(listener)) {
                waiting.send(PlainClient.HALF_A_HELLO);
                await().until(() -> listener.statistics().waiting() == 1);
                Counted counted = Counted.from(listener);
                listener.listener().close();
                assertThat(counted.refusals()).isEqualTo(Map.of(RefusalReason.DRAINING, 4L));
                counted.awaitNothingLeft();
                waiting.awaitClosed();
            }
            inUpgrade.awaitClosed();
            silent.awaitClosed();
            inTls.awaitClosed();
        }
        assertThat(TestListener.liveThreads()).isEmpty();
    }
}
