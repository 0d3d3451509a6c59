package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.config.MessageLimits;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.listener.RawClient;
import io.postern.internal.listener.RawFrame;
import jakarta.websocket.Extension;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** permessage-deflate with real clients (RFC 7692). */
class CompressionOverTlsTest {

    private static final int MAX = 1 << 20;
    private static final String OFFER = "Sec-WebSocket-Extensions: permessage-deflate";

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

    @RegisterExtension
    static final Served SERVED =
            Served.compressing(
                    TestConfigs.messages(
                            new MessageLimits(MAX, MAX, 128, Duration.ofSeconds(30), 16)),
                    Echo.class,
                    Streaming.class);

    private final DeflatingPeer peer = new DeflatingPeer();

    @AfterEach
    void close() {
        peer.close();
    }

    @BothEngines
    void the_answer_and_the_session_name_the_extension(TlsProvider engine) throws Exception {
        try (RawClient client = RawClient.connect(SERVED.listener(engine))) {
            client.send(
                    RawClient.upgradeRequest(
                            "/echo", OFFER + "; client_no_context_takeover, x-other"));
            assertThat(client.readHead())
                    .startsWith("HTTP/1.1 101 ")
                    .containsIgnoringCase(OFFER + "; client_no_context_takeover\r\n");
            Echo endpoint = SERVED.endpoint(Echo.class);
            assertThat(endpoint.session.getNegotiatedExtensions())
                    .map(Object::toString)
                    .containsExactly("permessage-deflate; client_no_context_takeover");
            // J-95
            assertThat(endpoint.session.getContainer().getInstalledExtensions())
                    .extracting(Extension::getName)
                    .containsExactly("permessage-deflate");
        }
    }

    @BothEngines
    void a_client_that_offers_nothing_gets_plain_frames(TlsProvider engine) throws Exception {
        try (RawClient client = SERVED.connect(engine, "/echo")) {
            client.send(RawFrame.text("plain"));
            assertThat(client.readFrame()).isEqualTo(RawFrame.text("plain").unmasked());
            client.send(RawFrame.text("x").withRsv(4));
            assertThat(client.readClose().closeCode()).isEqualTo(1002);
        }
    }

    @BothEngines
    void messages_go_both_ways_and_later_ones_refer_to_earlier(TlsProvider engine)
            throws Exception {
        byte[] noise = new byte[10_000];
        new Random(1).nextBytes(noise);
        try (RawClient client = connect(engine, "/echo")) {
            RawFrame first = exchange(client, noise);
            RawFrame second = exchange(client, noise);
            assertThat(second.payload()).hasSizeLessThan(first.payload().length / 10);
        }
    }

    private RawFrame exchange(RawClient client, byte[] message) throws IOException {
        client.send(peer.frame(RawFrame.BINARY, message));
        RawFrame answer = client.readFrame();
        assertThat(answer.rsv()).isEqualTo(4);
        assertThat(peer.inflate(answer)).isEqualTo(message);
        return answer;
    }

    @BothEngines
    void the_largest_message_comes_back_whole_whether_it_compresses_or_not(TlsProvider engine)
            throws Exception {
        byte[] noise = new byte[MAX];
        new Random(2).nextBytes(noise);
        try (RawClient client = connect(engine, "/echo")) {
            exchange(client, noise);
            exchange(client, new byte[MAX]);
        }
    }

    @BothEngines
    void fragments_with_pings_between_become_one_message(TlsProvider engine) throws Exception {
        byte[] message = "fragment ".repeat(1000).getBytes(StandardCharsets.UTF_8);
        byte[] payload = peer.deflate(message);
        try (RawClient client = connect(engine, "/echo")) {
            for (int i = 0; i < payload.length; i++) {
                int opcode = i == 0 ? RawFrame.TEXT : RawFrame.CONTINUATION;
                RawFrame part = RawFrame.of(opcode, Arrays.copyOfRange(payload, i, i + 1));
                part = i == 0 ? part.withRsv(4) : part;
                client.send(
                        i == payload.length - 1 ? part : part.notFinal(),
                        RawFrame.of(RawFrame.PING, new byte[] {(byte) i}));
            }
            RawFrame answer = client.readFrame();
            while (answer.opcode() == RawFrame.PONG) {
                answer = client.readFrame();
            }
            assertThat(peer.inflate(answer)).isEqualTo(message);
        }
    }

    @BothEngines
    void a_stream_arrives_as_one_compressed_message_in_parts(TlsProvider engine) throws Exception {
        try (RawClient client = connect(engine, "/streaming")) {
            client.send(peer.text("100000"));
            RawFrame part = client.readFrame();
            assertThat(part.rsv()).isEqualTo(4);
            java.util.List<RawFrame> parts = new java.util.ArrayList<>();
            parts.add(part);
            while (!part.fin()) {
                part = client.readFrame();
                assertThat(part.rsv()).isZero();
                parts.add(part);
            }
            assertThat(peer.inflate(parts.toArray(new RawFrame[0]))).isEqualTo(new byte[100_000]);
        }
    }

    @BothEngines
    void a_bomb_is_1009(TlsProvider engine) throws Exception {
        RawFrame bomb = peer.frame(RawFrame.BINARY, new byte[100 * MAX]);
        assertThat(bomb.payload()).hasSizeLessThan(MAX / 4);
        try (RawClient client = connect(engine, "/echo")) {
            client.send(bomb);
            assertThat(client.readClose().closeCode()).isEqualTo(1009);
            assertThat(SERVED.endpoint(Echo.class).closedWith()).startsWith("1009");
        }
    }

    @BothEngines
    void corrupt_data_is_1007(TlsProvider engine) throws Exception {
        try (RawClient client = connect(engine, "/echo")) {
            client.send(RawFrame.of(RawFrame.TEXT, new byte[] {-1, -1, -1}).withRsv(4));
            assertThat(client.readClose().closeCode()).isEqualTo(1007);
        }
    }

    private static RawClient connect(TlsProvider engine, String path) throws IOException {
        return RawClient.upgraded(SERVED.listener(engine), path, OFFER);
    }
}
