package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.internal.config.SendLimits;
import io.postern.internal.config.SendOverflow;
import io.postern.internal.config.SessionConfig;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.listener.RawClient;
import io.postern.internal.listener.RawFrame;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A peer that reads late, where sends fail and the session is kept. */
class KeptPeerTest {

    private static final SessionConfig KEEPING =
            TestConfigs.sending(
                    new SendLimits(100_000, Duration.ofSeconds(20), SendOverflow.FAIL_SEND));

    /** Tells everything it can, then what became of it. */
    @ServerEndpoint("/patient")
    public static class Patient extends Served.Endpoint {
        @OnMessage
        void talk(String message) throws Exception {
            int sent = 0;
            Future<Void> last = null;
            while (true) {
                Future<Void> next = session.getAsyncRemote().sendText("x".repeat(50_000));
                if (next.isDone() && failed(next)) {
                    break;
                }
                last = next;
                sent++;
            }
            messages.add(sent);
            last.get(20, TimeUnit.SECONDS);
            session.getBasicRemote().sendText("sent " + sent);
        }

        private static boolean failed(Future<Void> done) throws InterruptedException {
            try {
                done.get();
                return false;
            } catch (ExecutionException e) {
                return true;
            }
        }
    }

    @RegisterExtension static final Served KEPT = Served.by(KEEPING, Patient.class);

    @BothEngines
    void where_sends_fail_a_peer_that_reads_later_gets_all_that_did_not(TlsProvider engine)
            throws Exception {
        try (RawClient client = KEPT.connect(engine, "/patient")) {
            client.send(RawFrame.text("talk"));
            Patient endpoint = KEPT.endpoint(Patient.class);
            await().until(() -> !endpoint.messages.isEmpty());
            int sent = (Integer) endpoint.messages.get(0);
            for (int i = 0; i < sent; i++) {
                assertThat(client.readFrame().text()).hasSize(50_000);
            }
            assertThat(client.readFrame().text()).isEqualTo("sent " + sent);
        }
    }
}
