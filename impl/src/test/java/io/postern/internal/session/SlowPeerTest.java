package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.config.SendLimits;
import io.postern.internal.config.SendOverflow;
import io.postern.internal.config.SessionConfig;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.listener.RawClient;
import io.postern.internal.listener.RawFrame;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Peers that do not read, and endpoints that do not return. */
class SlowPeerTest {

    private static final SessionConfig IMPATIENT =
            TestConfigs.sending(
                    new SendLimits(100_000, Duration.ofMillis(200), SendOverflow.CLOSE));

    @ServerEndpoint("/verbose")
    public static class Verbose extends Served.Endpoint {
        @OnMessage
        void blocking(String message) {
            try {
                while (true) {
                    session.getBasicRemote().sendText("x".repeat(50_000));
                }
            } catch (IOException | IllegalStateException e) {
                messages.add(e);
            }
        }

        @OnMessage
        void async(byte[] message) {
            try {
                while (true) {
                    session.getAsyncRemote().sendText("x".repeat(50_000));
                }
            } catch (IllegalStateException e) {
                messages.add(e);
            }
        }
    }

    @ServerEndpoint("/slow")
    public static class Slow extends Served.Endpoint {
        final CountDownLatch goOn = new CountDownLatch(1);

        @OnMessage
        String text(String message) throws InterruptedException {
            goOn.await(10, TimeUnit.SECONDS);
            return message;
        }
    }

    @RegisterExtension static final Served SERVED = Served.by(IMPATIENT, Verbose.class, Slow.class);

    @Test
    void a_blocking_send_to_one_that_does_not_read_fails_and_cuts_it() throws Exception {
        try (RawClient client = SERVED.connect(TlsProvider.OPENSSL, "/verbose")) {
            client.send(RawFrame.text("talk"));
            Verbose endpoint = SERVED.endpoint(Verbose.class);
            assertThat(endpoint.closedWith()).isEqualTo("1006");
            assertThat(endpoint.messages).hasSize(1);
        }
    }

    @BothEngines
    void an_asynchronous_send_beyond_the_limit_cuts_it(TlsProvider engine) throws Exception {
        try (RawClient client = SERVED.connect(engine, "/verbose")) {
            client.send(RawFrame.binary((byte) 1));
            assertThat(SERVED.endpoint(Verbose.class).closedWith()).isEqualTo("1006");
        }
    }

    @BothEngines
    void one_whose_endpoint_is_slow_is_read_no_further_and_loses_nothing(TlsProvider engine)
            throws Exception {
        try (RawClient client = SERVED.connect(engine, "/slow")) {
            int count = 2_000;
            for (int i = 0; i < count; i++) {
                client.send(RawFrame.text("message " + i));
            }
            SERVED.endpoint(Slow.class).goOn.countDown();
            for (int i = 0; i < count; i++) {
                assertThat(client.readFrame().text()).isEqualTo("message " + i);
            }
        }
    }
}
