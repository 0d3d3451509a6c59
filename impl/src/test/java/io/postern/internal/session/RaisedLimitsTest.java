package io.postern.internal.session;

import static io.postern.internal.session.LargeMessage.FRAGMENTS;
import static io.postern.internal.session.LargeMessage.SIZE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetric;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.postern.internal.config.MessageLimits;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.listener.RawClient;
import io.postern.internal.listener.RawFrame;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages of 16 MiB that the endpoint allows where the configuration allows 64 KiB. */
@Timeout(120)
class RaisedLimitsTest {

    private static final int GIBIBYTE = 1 << 30;
    private static final int SMALL = 8 * 1024 * 1024;
    private static final byte[] SIGNAL = {1};

    @ServerEndpoint("/session")
    public static class RaisedBySession extends LargeReceivers.Whole {
        @OnOpen
        @Override
        public void open(Session opened) {
            super.open(opened);
            opened.setMaxTextMessageBufferSize(SIZE);
            opened.setMaxBinaryMessageBufferSize(SIZE);
        }
    }

    @ServerEndpoint("/annotation")
    public static class RaisedByAnnotation extends Served.Endpoint {
        @OnMessage(maxMessageSize = SIZE)
        public String text(String message) {
            return new LargeReceivers.Whole().text(message);
        }

        @OnMessage(maxMessageSize = SIZE)
        public String binary(byte[] message) {
            return LargeMessage.summary(message);
        }
    }

    @ServerEndpoint("/gibibyte")
    public static class Gibibyte extends LargeReceivers.Whole {
        @OnOpen
        @Override
        public void open(Session opened) {
            super.open(opened);
            opened.setMaxTextMessageBufferSize(GIBIBYTE);
            opened.setMaxBinaryMessageBufferSize(GIBIBYTE);
        }
    }

    @RegisterExtension
    static final Served SERVED =
            Served.by(
                    TestConfigs.messages(
                            new MessageLimits(
                                    65_536, 65_536, FRAGMENTS, Duration.ofMinutes(1), 16)),
                    RaisedBySession.class,
                    RaisedByAnnotation.class,
                    Gibibyte.class);

    static Stream<Arguments> receptions() {
        return Stream.of(TlsProvider.OPENSSL, TlsProvider.JDK)
                .flatMap(
                        engine ->
                                Stream.of("/session", "/annotation")
                                        .map(path -> Arguments.of(engine, path)));
    }

    @ParameterizedTest
    @MethodSource("receptions")
    void a_large_message_is_taken_in_one_frame_and_in_many(TlsProvider engine, String path)
            throws Exception {
        try (RawClient client = SERVED.connect(engine, path)) {
            for (int opcode : new int[] {RawFrame.TEXT, RawFrame.BINARY}) {
                byte[] message = LargeMessage.bytes(opcode);
                for (int fragments : List.of(1, FRAGMENTS)) {
                    client.send(LargeMessage.frames(opcode, message, fragments));
                    assertThat(client.readFrame().text())
                            .as("opcode %d in %d fragments", opcode, fragments)
                            .isEqualTo(LargeMessage.summary(message));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("receptions")
    void one_byte_beyond_what_was_allowed_is_refused(TlsProvider engine, String path)
            throws Exception {
        try (RawClient client = SERVED.connect(engine, path)) {
            client.send(LargeMessage.frames(RawFrame.BINARY, new byte[SIZE + 1], FRAGMENTS));
            assertThat(client.readClose().closeCode()).isEqualTo(1009);
        }
    }

    @BothEngines
    void memory_grows_with_the_message_and_not_with_its_limit(TlsProvider engine) throws Exception {
        try (RawClient client = SERVED.connect(engine, "/gibibyte")) {
            long before = usedMemory();
            client.send(RawFrame.text("a small").notFinal(), RawFrame.of(RawFrame.PING, SIGNAL));
            assertThat(client.readFrame().opcode()).isEqualTo(RawFrame.PONG);
            assertThat(usedMemory() - before).isLessThan(SMALL);
            client.send(RawFrame.continuation(" message"));
            assertThat(client.readFrame().text())
                    .isEqualTo(LargeMessage.summary("a small message".getBytes(UTF_8)));
            assertThat(usedMemory() - before).isLessThan(SMALL);
        }
    }

    /** What Netty's allocator has taken from the system, on the heap and beside it. */
    private static long usedMemory() {
        ByteBufAllocatorMetric metric =
                ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric();
        return metric.usedHeapMemory() + metric.usedDirectMemory();
    }
}
