package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.config.TlsProvider;
import io.postern.internal.listener.RawClient;
import io.postern.internal.listener.RawFrame;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that speak before they have read the 101. */
class EarlyFramesTest {

    private static final byte[] REQUEST = RawClient.upgradeRequest("/echo");

    @ServerEndpoint("/echo")
    public static class Echo extends Served.Endpoint {
        @OnMessage
        String text(String message) {
            return message;
        }
    }

    @RegisterExtension static final Served SERVED = Served.by(Echo.class);

    @BothEngines
    void frames_in_one_packet_with_the_request_are_delivered(TlsProvider engine) throws Exception {
        try (RawClient client = RawClient.connect(SERVED.listener(engine))) {
            client.send(
                    REQUEST,
                    RawFrame.text("one").bytes(),
                    RawFrame.text("two").bytes(),
                    RawFrame.close(4000, "bye").bytes());
            assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
            assertThat(client.readFrame().text()).isEqualTo("one");
            assertThat(client.readFrame().text()).isEqualTo("two");
            assertThat(client.readFrame().closeCode()).isEqualTo(4000);
            client.readEnd();
        }
    }

    @BothEngines
    void a_frame_cut_anywhere_is_put_together_again(TlsProvider engine) throws Exception {
        byte[] frame = RawFrame.text("hello").bytes();
        for (int cut = 1; cut < frame.length; cut++) {
            try (RawClient client = RawClient.connect(SERVED.listener(engine))) {
                client.send(REQUEST, Arrays.copyOf(frame, cut));
                client.send(Arrays.copyOfRange(frame, cut, frame.length));
                client.readHead();
                assertThat(client.readFrame().text()).as("cut at %d", cut).isEqualTo("hello");
            }
        }
    }

    @BothEngines
    void a_flood_behind_the_request_arrives_whole_and_in_order(TlsProvider engine)
            throws Exception {
        int count = 3_000;
        ByteArrayOutputStream flood = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            flood.writeBytes(RawFrame.text("message " + i).bytes());
        }
        try (RawClient client = RawClient.connect(SERVED.listener(engine))) {
            client.send(REQUEST, flood.toByteArray());
            client.readHead();
            for (int i = 0; i < count; i++) {
                assertThat(client.readFrame().text()).isEqualTo("message " + i);
            }
        }
    }
}
