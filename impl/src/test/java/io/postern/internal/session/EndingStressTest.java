package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.config.TlsProvider;
import io.postern.internal.listener.RawClient;
import io.postern.internal.listener.RawFrame;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.extension.RegisterExtension;

/** WSC-2.1.5-1 on sockets: two ends of a connection at once, again and again. */
class EndingStressTest {

    private static final int ROUNDS = 120;

    @ServerEndpoint("/ending")
    public static class Ending extends Served.Endpoint {
        @OnMessage
        void text(String message) {
            messages.add(message);
        }
    }

    @RegisterExtension static final Served SERVED = Served.by(Ending.class);

    private final Random random = new Random(7);

    @BothEngines
    void two_ends_that_race_are_one_on_close(TlsProvider engine) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            RawClient client = SERVED.connect(engine, "/ending");
            Ending endpoint = SERVED.endpoint(Ending.class);
            int theirs = random.nextInt(5);
            int ours = random.nextInt(3);
            Thread application = new Thread(() -> end(endpoint, ours));
            application.start();
            end(client, theirs);
            application.join(10_000);
            client.close();
            assertThat(endpoint.closedWith().substring(0, 4))
                    .as("theirs %d, ours %d", theirs, ours)
                    .isIn("1000", "1002", "1003", "1006", "4001", "4002");
        }
    }

    private static void end(Ending endpoint, int way) {
        try {
            switch (way) {
                case 0 -> endpoint.session.close(new CloseReason(() -> 4002, "ours"));
                case 1 -> endpoint.session.setMaxIdleTimeout(1);
                default -> Thread.onSpinWait();
            }
        } catch (IOException | IllegalStateException closed) {
            // The other side was first.
        }
    }

    private static void end(RawClient client, int way) throws IOException {
        try {
            switch (way) {
                case 0 -> client.send(RawFrame.close(4001, "theirs"));
                case 1 -> client.send(RawFrame.text("unmasked").unmasked());
                case 2 -> client.send(RawFrame.binary((byte) 1));
                case 3 -> client.reset();
                default -> client.endOutput();
            }
        } catch (IOException closed) {
            // The listener was first.
        }
    }
}
