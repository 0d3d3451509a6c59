package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.config.MessageLimits;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.listener.RawClient;
import io.postern.internal.listener.RawFrame;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Lengths that cannot be, and frames and messages that never end. */
class UnfinishedFramesOverTlsTest {

    private static final int MAX = 1_000;

    @ServerEndpoint("/sizes")
    public static class Sizes extends Served.Endpoint {
        @OnMessage
        String text(String message) {
            return message.length() + " characters";
        }

        @OnMessage
        String binary(byte[] message) {
            return message.length + " bytes";
        }
    }

    @RegisterExtension
    static final Served SERVED =
            Served.by(
                            TestConfigs.messages(
                                    new MessageLimits(MAX, MAX, 8, Duration.ofMillis(500), 16)),
                            Sizes.class)
                    .accounting();

    private static Stream<TlsProvider> engines() {
        return Stream.of(TlsProvider.OPENSSL, TlsProvider.JDK);
    }

    static Stream<Arguments> lengths() {
        return engines()
                .flatMap(
                        engine ->
                                Stream.of(
                                        Arguments.of(engine, -1L, 1002),
                                        Arguments.of(engine, Long.MIN_VALUE, 1002),
                                        Arguments.of(engine, Long.MAX_VALUE, 1009),
                                        Arguments.of(engine, 1L << 32, 1009),
                                        Arguments.of(engine, 5L, 1002)));
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void a_length_that_cannot_be_is_refused_at_once(TlsProvider engine, long length, int code)
            throws Exception {
        byte[] head =
                ByteBuffer.allocate(14)
                        .put((byte) (0x80 | RawFrame.BINARY))
                        .put((byte) (0x80 | 127))
                        .putLong(length)
                        .array();
        assertRefused(engine, code, head);
    }

    private static void assertRefused(TlsProvider engine, int code, byte[]... wire)
            throws Exception {
        try (RawClient client = SERVED.connect(engine, "/sizes")) {
            client.send(wire);
            assertThat(client.readFrame().closeCode()).isEqualTo(code);
            client.readEnd();
            assertThat(SERVED.endpoint(Sizes.class).closedWith()).startsWith(code + " ");
        }
    }

    @BothEngines
    void a_payload_that_was_promised_and_does_not_come_is_1008(TlsProvider engine)
            throws Exception {
        byte[] frame = RawFrame.binary(new byte[MAX]).bytes();
        assertRefused(engine, 1008, Arrays.copyOf(frame, frame.length - 1));
        assertRefused(engine, 1008, Arrays.copyOf(frame, 1));
    }

    @BothEngines
    void a_message_that_never_ends_is_1008(TlsProvider engine) throws Exception {
        assertRefused(engine, 1008, RawFrame.text("on and").notFinal().bytes());
    }

    @BothEngines
    void a_message_of_empty_parts_is_1008(TlsProvider engine) throws Exception {
        byte[][] empty = new byte[10_000][];
        Arrays.fill(empty, RawFrame.continuation("").notFinal().bytes());
        empty[0] = RawFrame.text("").notFinal().bytes();
        try (RawClient client = SERVED.connect(engine, "/sizes")) {
            client.send(empty);
            assertThat(client.readFrame().closeCode()).isEqualTo(1008);
            client.close();
            assertThat(SERVED.endpoint(Sizes.class).closedWith()).startsWith("1008 ");
        }
    }

    static Stream<Arguments> sizes() {
        return engines()
                .flatMap(
                        engine ->
                                Stream.of(RawFrame.TEXT, RawFrame.BINARY)
                                        .flatMap(
                                                opcode ->
                                                        Stream.of(1, 2, 7)
                                                                .map(
                                                                        parts ->
                                                                                Arguments.of(
                                                                                        engine,
                                                                                        opcode,
                                                                                        parts))));
    }

    /** Netty refuses a single frame by its header, a fragmented message by its sum. */
    @ParameterizedTest
    @MethodSource("sizes")
    void up_to_the_limit_messages_are_taken_in_any_number_of_parts(
            TlsProvider engine, int opcode, int parts) throws Exception {
        String unit = opcode == RawFrame.TEXT ? " characters" : " bytes";
        try (RawClient client = SERVED.connect(engine, "/sizes")) {
            client.send(message(opcode, MAX - 1, parts));
            assertThat(client.readFrame().text()).isEqualTo(MAX - 1 + unit);
            client.send(message(opcode, MAX, parts));
            assertThat(client.readFrame().text()).isEqualTo(MAX + unit);
            client.send(message(opcode, MAX + 1, parts));
            assertThat(client.readFrame().closeCode()).isEqualTo(1009);
            client.readEnd();
            assertThat(SERVED.endpoint(Sizes.class).closedWith()).startsWith("1009 ");
        }
    }

    private static RawFrame[] message(int opcode, int size, int parts) {
        RawFrame[] frames = new RawFrame[parts];
        int left = size;
        for (int i = 0; i < parts; i++) {
            int length = i == parts - 1 ? left : size / parts;
            RawFrame part =
                    RawFrame.of(
                            i == 0 ? opcode : RawFrame.CONTINUATION,
                            "x"
                                    .repeat(length)
                                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            frames[i] = i == parts - 1 ? part : part.notFinal();
            left -= length;
        }
        return frames;
    }
}
