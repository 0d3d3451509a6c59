package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.RefusalReason;
import io.postern.internal.config.NegotiationConfig;
import io.postern.internal.config.Overflow;
import io.postern.internal.config.TlsProvider;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that say nothing, or not enough, are cut off at the deadline. */
@Timeout(60)
class SilentClientsTest {

    private static final Duration SHORT = Duration.ofMillis(500);

    @ParameterizedTest
    @EnumSource(
            value = TlsProvider.class,
            names = {"OPENSSL", "JDK"})
    void before_and_in_the_handshake(TlsProvider engine) throws Exception {
        NegotiationConfig hurried = new NegotiationConfig(16, 0, SHORT, Overflow.DROP_OLDEST);
        try (TestListener listener =
                TestListener.open(engine, With.negotiation(hurried), EchoEndpoint.class)) {
            Counted counted = Counted.from(listener);
            try (PlainClient silent = PlainClient.connect(listener);
                    PlainClient halfHello = PlainClient.connect(listener)) {
                halfHello.send(PlainClient.HALF_A_HELLO);
                assertThat(silent.readAll()).isEmpty();
                halfHello.awaitClosed();
            }
            counted.awaitNothingLeft();
            assertThat(counted.refusals()).isEqualTo(Map.of(RefusalReason.TIMED_OUT_IN_TLS, 2L));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TlsProvider.class,
            names = {"OPENSSL", "JDK"})
    void before_and_in_the_request(TlsProvider engine) throws Exception {
        try (TestListener listener =
                TestListener.open(engine, With.upgradeTimeout(SHORT), EchoEndpoint.class)) {
            Counted counted = Counted.from(listener);
            try (RawClient silent = RawClient.connect(listener);
                    RawClient halfRequest = RawClient.connect(listener)) {
                halfRequest.send("GET /echo/a HTTP/1.1\r\nHost:");
                silent.readEnd();
                halfRequest.readEnd();
            }
            counted.awaitNothingLeft();
            assertThat(counted.refusals())
                    .isEqualTo(Map.of(RefusalReason.TIMED_OUT_IN_UPGRADE, 2L));
        }
    }
}
