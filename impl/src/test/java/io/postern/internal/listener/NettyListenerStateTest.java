package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.postern.ListenerStatistics;
import io.postern.RefusalReason;
import io.postern.WebSocketListener.State;
import io.postern.internal.config.TlsProvider;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NettyListenerStateTest {

    @Test
    void before_it_is_opened_it_is_new_and_has_no_address_and_no_counts() {
        NettyListener listener = NettyListener.configured("early");
        assertThat(listener.name()).isEqualTo("early");
        assertThat(listener.state()).isEqualTo(State.NEW);
        assertThatIllegalStateException()
                .isThrownBy(listener::address)
                .withMessageContaining("early")
                .withMessageContaining("NEW");
        assertThat(listener.statistics())
                .isEqualTo(
                        new ListenerStatistics(
                                0, 0, Map.of(), Map.of(), 0, 0, 0, 0, 0, 0, 0, Optional.empty()));
    }

    @Test
    void closing_one_that_was_never_opened_does_nothing() {
        NettyListener listener = NettyListener.configured("early");
        listener.close();
        assertThat(listener.state()).isEqualTo(State.NEW);
    }

    @Test
    void a_closed_one_has_no_address_any_more_and_still_its_counts() throws Exception {
        TestListener test = TestListener.open(TlsProvider.JDK, EchoEndpoint.class);
        NettyListener listener = test.listener();
        try (test) {
            assertThat(listener.state()).isEqualTo(State.OPEN);
            assertThat(listener.address().getPort()).isPositive();
            assertThat(listener.address().getAddress().isLoopbackAddress()).isTrue();
            Counted counted = Counted.from(test);
            RawClient.upgraded(test, "/echo/a").close();
            try (RawClient lost = RawClient.connect(test)) {
                lost.send(RawClient.upgradeRequest("/nowhere")).readRest();
            }
            counted.awaitNothingLeft();
        }
        assertThat(listener.state()).isEqualTo(State.CLOSED);
        assertThatIllegalStateException()
                .isThrownBy(listener::address)
                .withMessageContaining("CLOSED");
        assertThat(listener.statistics())
                .isEqualTo(
                        new ListenerStatistics(
                                2,
                                1,
                                Map.of(RefusalReason.NO_ENDPOINT, 1L),
                                Map.of(),
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                Optional.empty()));
    }

    @Test
    void an_interrupt_while_it_closes_is_kept_and_all_is_closed_all_the_same() throws Exception {
        try (TestListener test = TestListener.open(TlsProvider.JDK, EchoEndpoint.class);
                RawClient client = RawClient.upgraded(test, "/echo/a")) {
            Thread.currentThread().interrupt();
            test.listener().close();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(test.listener().state()).isEqualTo(State.CLOSED);
            client.awaitClosed();
        }
        assertThat(TestListener.liveThreads()).isEmpty();
    }
}
