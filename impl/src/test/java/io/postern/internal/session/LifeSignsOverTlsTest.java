package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.Connection;
import io.postern.PingMode;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.listener.RawClient;
import io.postern.internal.listener.RawFrame;
import jakarta.websocket.OnMessage;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Half-open peers are found, and those that answer are kept and measured. */
class LifeSignsOverTlsTest {

    private static final Duration TIMEOUT = Duration.ofMillis(900);

    @ServerEndpoint("/known")
    public static class Known extends Served.Endpoint {
        @OnMessage
        String text(String message, Session on, Connection connection) {
            return Connection.of(on) == connection ? message : "another connection";
        }

        @OnMessage
        void pong(PongMessage pong) {
            messages.add("pong");
        }
    }

    @RegisterExtension
    static final Served SERVED =
            Served.by(TestConfigs.pings(PingMode.LATENCY_CONTROL, TIMEOUT), Known.class)
                    .accounting();

    @BothEngines
    void a_peer_that_is_gone_without_a_word_is_closed(TlsProvider engine) throws Exception {
        Instant before = Instant.now();
        try (RawClient client = SERVED.connect(engine, "/known")) {
            Known endpoint = SERVED.endpoint(Known.class);
            RawFrame close = client.readClose();
            assertThat(close.closeCode()).isEqualTo(1001);
            assertThat(close.closeReason()).isEqualTo("no sign of life for 900 ms");
            assertThat(Duration.between(before, Instant.now())).isGreaterThan(TIMEOUT);
            client.send(RawFrame.close(1001, ""));
            client.readEnd();
            assertThat(endpoint.closedWith()).isEqualTo("1006 no sign of life for 900 ms");
        }
    }

    @BothEngines
    void a_peer_that_answers_is_kept_and_measured(TlsProvider engine) throws Exception {
        Instant before = Instant.now();
        try (RawClient client = SERVED.connect(engine, "/known")) {
            Known endpoint = SERVED.endpoint(Known.class);
            Instant enough = before.plus(TIMEOUT.multipliedBy(2));
            while (Instant.now().isBefore(enough)) {
                RawFrame ping = client.readFrame();
                assertThat(ping.opcode()).isEqualTo(RawFrame.PING);
                client.send(RawFrame.of(RawFrame.PONG, ping.payload()));
            }
            client.send(RawFrame.text("still here"));
            RawFrame answer = client.readFrame();
            while (answer.opcode() == RawFrame.PING) {
                answer = client.readFrame();
            }
            assertThat(answer.text()).isEqualTo("still here");
            Connection connection = Connection.of(endpoint.session);
            assertThat(connection.roundTrip()).get().satisfies(LifeSignsOverTlsTest::isPlausible);
            assertThat(connection.id()).isEqualTo(endpoint.session.getId());
            assertThat(connection.opened()).isBetween(before, Instant.now());
            assertThat(connection.localAddress().getPort())
                    .isEqualTo(SERVED.listener(engine).port());
            assertThat(connection.remoteAddress().getAddress())
                    .isEqualTo(InetAddress.getLoopbackAddress());
            client.send(RawFrame.close(1000, ""));
            client.readClose();
            assertThat(endpoint.closedWith()).isEqualTo("1000");
            assertThat(endpoint.messages).as("pongs for our pings").isEmpty();
            assertThat(connection.remoteAddress().getPort()).as("when closed").isPositive();
        }
    }

    private static void isPlausible(Duration roundTrip) {
        assertThat(roundTrip).isPositive().isLessThan(TIMEOUT);
    }
}
