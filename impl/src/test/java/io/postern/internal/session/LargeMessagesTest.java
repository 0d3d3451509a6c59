package io.postern.internal.session;

import static io.postern.internal.session.LargeMessage.FRAGMENTS;
import static io.postern.internal.session.LargeMessage.SIZE;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.Dispatch;
import io.postern.internal.config.EndingConfig;
import io.postern.internal.config.MessageLimits;
import io.postern.internal.config.ReceiveLimits;
import io.postern.internal.config.SendLimits;
import io.postern.internal.config.SendOverflow;
import io.postern.internal.config.SessionConfig;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.listener.RawClient;
import io.postern.internal.listener.RawFrame;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages of 16 MiB through a real listener whose configuration allows them. */
@Timeout(120)
class LargeMessagesTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @RegisterExtension
    static final Served SERVED =
            Served.by(
                    new SessionConfig(
                            new ReceiveLimits(
                                    new MessageLimits(SIZE, SIZE, FRAGMENTS, PATIENCE, 16),
                                    TestConfigs.RATES),
                            new SendLimits(1 << 20, PATIENCE, SendOverflow.CLOSE),
                            TestConfigs.NEVER_PINGED,
                            new EndingConfig(PATIENCE, TestConfigs.DRAIN),
                            Dispatch.MANAGED),
                    LargeReceivers.Whole.class,
                    LargeReceivers.Partial.class,
                    LargeReceivers.Streaming.class,
                    LargeSender.class);

    static Stream<Arguments> receptions() {
        return Stream.of(TlsProvider.OPENSSL, TlsProvider.JDK)
                .flatMap(
                        engine ->
                                Stream.of("/whole", "/partial", "/stream")
                                        .map(path -> Arguments.of(engine, path)));
    }

    @ParameterizedTest
    @MethodSource("receptions")
    void what_arrives_in_one_frame_or_in_many_is_what_was_sent(TlsProvider engine, String path)
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

    @BothEngines
    void what_is_sent_in_every_way_is_what_arrives(TlsProvider engine) throws Exception {
        try (RawClient client = SERVED.connect(engine, "/sender")) {
            for (LargeSender.Way way : LargeSender.Way.values()) {
                int opcode = way.text() ? RawFrame.TEXT : RawFrame.BINARY;
                client.send(RawFrame.text(way.name()));
                RawFrame frame = client.readFrame();
                assertThat(frame.opcode()).as("%s", way).isEqualTo(opcode);
                LargeMessage received = new LargeMessage();
                int frames = 1;
                for (; !frame.fin(); frames++) {
                    received.add(frame.payload(), frame.payload().length);
                    frame = client.readFrame();
                    assertThat(frame.opcode()).as("%s", way).isEqualTo(RawFrame.CONTINUATION);
                }
                received.add(frame.payload(), frame.payload().length);
                assertThat(received.summary())
                        .as("%s", way)
                        .isEqualTo(LargeMessage.summary(LargeMessage.bytes(opcode)));
                assertThat(frames).as("%s", way).isGreaterThanOrEqualTo(way.fragments());
            }
        }
    }

    @BothEngines
    void a_frame_of_one_byte_more_is_refused_at_its_header(TlsProvider engine) throws Exception {
        byte[] frame = RawFrame.binary(new byte[SIZE + 1]).bytes();
        try (RawClient client = SERVED.connect(engine, "/whole")) {
            client.send(Arrays.copyOf(frame, 1_000));
            assertThat(client.readClose().closeCode()).isEqualTo(1009);
        }
    }

    @BothEngines
    void fragments_of_one_byte_more_are_refused(TlsProvider engine) throws Exception {
        try (RawClient client = SERVED.connect(engine, "/whole")) {
            client.send(LargeMessage.frames(RawFrame.BINARY, new byte[SIZE + 1], FRAGMENTS));
            assertThat(client.readClose().closeCode()).isEqualTo(1009);
        }
    }
}
