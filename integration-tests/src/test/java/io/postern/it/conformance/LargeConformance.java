package io.postern.it.conformance;

import static java.util.concurrent.CompletableFuture.runAsync;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.it.support.Frame;
import io.postern.it.support.RawClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of 16 MiB, both ways, whole and in 4,096 fragments. */
@Deploys(LargeEndpoints.class)
abstract class LargeConformance extends Conformance {

    private static final int SIZE = LargeEndpoints.SIZE;
    private static final int FRAGMENTS = LargeEndpoints.FRAGMENTS;

    private static byte[] message(int opcode) {
        byte[] message = new byte[SIZE];
        new Random(opcode).nextBytes(message);
        if (opcode == Frame.TEXT) {
            for (int i = 0; i < SIZE; i++) {
                message[i] = (byte) (' ' + (message[i] & 0x3F));
            }
        }
        return message;
    }

    @ParameterizedTest
    @ValueSource(ints = {Frame.TEXT, Frame.BINARY})
    void one_frame_there_and_one_frame_back(int opcode) throws Exception {
        byte[] message = message(opcode);
        try (RawClient client = connectRaw("/large/echo")) {
            CompletableFuture<Void> sent = sending(client, Frame.of(opcode, message));
            Frame answer = client.read();

            assertThat(answer.last()).isTrue();
            assertThat(answer.opcode()).isEqualTo(opcode);
            assertThat(Arrays.equals(answer.payload(), message)).isTrue();
            sent.join();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Frame.TEXT, Frame.BINARY})
    void many_fragments_there_and_as_many_back(int opcode) throws Exception {
        byte[] message = message(opcode);
        try (RawClient client = connectRaw("/large/fragments")) {
            CompletableFuture<Void> sent = sending(client, fragments(opcode, message));
            ByteArrayOutputStream answer = new ByteArrayOutputStream(SIZE);
            for (int i = 0; i < FRAGMENTS; i++) {
                Frame frame = client.read();
                assertThat(frame.opcode()).isEqualTo(i == 0 ? opcode : Frame.CONTINUATION);
                assertThat(frame.last()).isEqualTo(i == FRAGMENTS - 1);
                answer.writeBytes(frame.payload());
            }

            assertThat(Arrays.equals(answer.toByteArray(), message)).isTrue();
            sent.join();
        }
    }

    private static Frame[] fragments(int opcode, byte[] message) {
        int length = SIZE / FRAGMENTS;
        Frame[] fragments = new Frame[FRAGMENTS];
        for (int i = 0; i < FRAGMENTS; i++) {
            byte[] part = Arrays.copyOfRange(message, i * length, (i + 1) * length);
            Frame frame = Frame.of(i == 0 ? opcode : Frame.CONTINUATION, part);
            fragments[i] = i == FRAGMENTS - 1 ? frame : frame.more();
        }
        return fragments;
    }

    /** Sends on another thread, for neither side can hold all of a message on its way. */
    private static CompletableFuture<Void> sending(RawClient client, Frame... frames) {
        return runAsync(
                () -> {
                    try {
                        client.send(frames);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }
}
