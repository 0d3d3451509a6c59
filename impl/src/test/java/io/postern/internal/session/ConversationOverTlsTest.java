package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.config.TlsProvider;
import io.postern.internal.listener.RawClient;
import io.postern.internal.listener.RawFrame;
import jakarta.websocket.OnMessage;
import jakarta.websocket.PongMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConversationOverTlsTest {

    @ServerEndpoint("/echo")
    public static class Echo extends Served.Endpoint {
        @OnMessage
        String text(String message) {
            return message;
        }

        @OnMessage
        ByteBuffer binary(ByteBuffer message) {
            return message;
        }

        @OnMessage
        void pong(PongMessage pong) {
            messages.add(pong.getApplicationData().remaining());
        }
    }

    @ServerEndpoint("/streaming")
    public static class Streaming extends Served.Endpoint {
        @OnMessage
        void text(String size) throws IOException {
            try (OutputStream stream = session.getBasicRemote().getSendStream()) {
                stream.write(new byte[Integer.parseInt(size)]);
            }
        }
    }

    @RegisterExtension static final Served SERVED = Served.by(Echo.class, Streaming.class);

    @BothEngines
    void the_largest_message_comes_back_whole(TlsProvider engine) throws Exception {
        byte[] message = new byte[65_536];
        new Random(1).nextBytes(message);
        try (RawClient client = SERVED.connect(engine, "/echo")) {
            client.send(RawFrame.binary(message));
            assertThat(client.readFrame().payload()).isEqualTo(message);
        }
    }

    @BothEngines
    void a_burst_is_answered_in_order(TlsProvider engine) throws Exception {
        RawFrame[] burst = new RawFrame[500];
        for (int i = 0; i < burst.length; i++) {
            burst[i] = RawFrame.text("message " + i);
        }
        try (RawClient client = SERVED.connect(engine, "/echo")) {
            client.send(burst);
            for (RawFrame sent : burst) {
                assertThat(client.readFrame()).isEqualTo(sent.unmasked());
            }
        }
    }

    @BothEngines
    void pings_and_pongs_go_both_ways(TlsProvider engine) throws Exception {
        try (RawClient client = SERVED.connect(engine, "/echo")) {
            client.send(RawFrame.of(RawFrame.PING, new byte[] {1, 2}));
            assertThat(client.readFrame())
                    .isEqualTo(RawFrame.of(RawFrame.PONG, new byte[] {1, 2}).unmasked());
            Echo endpoint = SERVED.endpoint(Echo.class);
            endpoint.session.getBasicRemote().sendPing(ByteBuffer.allocate(3));
            RawFrame ping = client.readFrame();
            client.send(RawFrame.of(RawFrame.PONG, ping.payload()), RawFrame.text("after it"));
            assertThat(client.readFrame().text()).isEqualTo("after it");
            assertThat(endpoint.messages).containsExactly(3);
        }
    }

    @BothEngines
    void a_stream_arrives_as_one_message_in_parts(TlsProvider engine) throws Exception {
        try (RawClient client = SERVED.connect(engine, "/streaming")) {
            client.send(RawFrame.text("100000"));
            int size = 0;
            RawFrame part = client.readFrame();
            assertThat(part.opcode()).isEqualTo(RawFrame.BINARY);
            while (!part.fin()) {
                size += part.payload().length;
                part = client.readFrame();
                assertThat(part.opcode()).isEqualTo(RawFrame.CONTINUATION);
            }
            assertThat(size + part.payload().length).isEqualTo(100_000);
        }
    }
}
