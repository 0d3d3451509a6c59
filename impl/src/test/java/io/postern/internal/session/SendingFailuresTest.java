package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.postern.internal.endpoint.DeployedEndpoint;
import io.postern.internal.endpoint.EndpointIntrospector;
import io.postern.internal.endpoint.ManagedInstance;
import jakarta.websocket.EncodeException;
import jakarta.websocket.Encoder;
import jakarta.websocket.SendResult;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A send that fails says so where it should, and harms no other message. */
class SendingFailuresTest {

    record Word(String text) {}

    public static class Words implements Encoder.Text<Word> {
        @Override
        public String encode(Word word) throws EncodeException {
            return switch (word.text()) {
                case "checked" -> throw new EncodeException(word, "checked");
                case "unchecked" -> throw new IllegalStateException("unchecked");
                default -> word.text();
            };
        }
    }

    @ServerEndpoint(value = "/", encoders = Words.class)
    public static class Sending {}

    private record Encoders(Object get) implements ManagedInstance {
        @Override
        public void release() {
            // Nothing holds it.
        }
    }

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Outbound outbound = outbound();
    private final BasicRemote basic = new BasicRemote(outbound);
    private final AsyncRemote async = new AsyncRemote(outbound, null, Runnable::run, 0);

    private Outbound outbound() {
        DeployedEndpoint endpoint =
                new DeployedEndpoint(
                        EndpointIntrospector.introspect(Sending.class).descriptor().orElseThrow(),
                        type -> () -> new Encoders(new Words()));
        SendQueue queue = new SendQueue(channel, TestConfigs.SENDING);
        return new Outbound(
                queue,
                new OutboundMessages(queue),
                endpoint.codecs(endpoint.config()),
                new SessionState(),
                channel::close);
    }

    /** Nothing waits, for the test is the event loop. */
    @BeforeEach
    void batch() throws IOException {
        basic.setBatchingAllowed(true);
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private List<String> sent() {
        channel.runPendingTasks();
        List<String> sent = new ArrayList<>();
        for (WebSocketFrame f = channel.readOutbound(); f != null; f = channel.readOutbound()) {
            sent.add(
                    f.content().toString(StandardCharsets.UTF_8)
                            + (f.isFinalFragment() ? "." : ""));
            f.release();
        }
        return sent;
    }

    @Test
    void half_a_character_of_a_part_that_was_refused_does_not_reach_the_next_message()
            throws IOException {
        Writer writer = basic.getSendWriter();
        writer.write("a");
        writer.flush();
        assertThatThrownBy(() -> basic.sendText("x\uD83D", false))
                .isInstanceOf(IllegalStateException.class);
        writer.close();
        basic.sendText("b", true);
        assertThat(sent()).containsExactly("a", ".", "b.");
    }

    /** As try-with-resources does it. */
    @Test
    void a_stream_that_failed_sends_no_rest_when_it_is_closed() throws IOException {
        basic.sendText("a", false);
        OutputStream stream = basic.getSendStream();
        assertThatThrownBy(() -> stream.write(new byte[10_000]))
                .isInstanceOf(IllegalStateException.class);
        basic.sendText("b", true);
        assertThatThrownBy(() -> stream.write(1)).isInstanceOf(IOException.class);
        stream.close();
        assertThat(sent()).containsExactly("a", "b.");
    }

    /** J-40, J-41. */
    @Test
    void a_stream_or_writer_that_was_not_written_to_is_no_message() throws IOException {
        basic.getSendStream().close();
        basic.getSendWriter().close();
        assertThat(sent()).isEmpty();
    }

    @Test
    void an_empty_write_is_enough_for_an_empty_message() throws IOException {
        try (OutputStream stream = basic.getSendStream()) {
            stream.write(new byte[0]);
        }
        assertThat(sent()).containsExactly(".");
        try (Writer writer = basic.getSendWriter()) {
            writer.write("");
        }
        assertThat(sent()).containsExactly(".");
        try (Writer writer = basic.getSendWriter()) {
            writer.append("");
        }
        assertThat(sent()).containsExactly(".");
    }

    /** J-42. */
    @Test
    void what_an_encoder_throws_comes_out_of_a_blocking_send() {
        assertThatThrownBy(() -> basic.sendObject(new Word("checked")))
                .isInstanceOf(EncodeException.class);
        assertThatThrownBy(() -> basic.sendObject(new Word("unchecked")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(sent()).isEmpty();
    }

    /** J-44, J-45, J-49. */
    @Test
    void what_an_encoder_throws_comes_through_the_future_or_the_handler() {
        List<SendResult> results = new ArrayList<>();
        for (String fault : List.of("checked", "unchecked")) {
            assertThatThrownBy(() -> async.sendObject(new Word(fault)).get())
                    .hasRootCauseMessage(fault);
            async.sendObject(new Word(fault), results::add);
        }
        assertThat(results)
                .hasSize(2)
                .allSatisfy(
                        result -> {
                            assertThat(result.isOK()).isFalse();
                            assertThat(result.getException()).isNotNull();
                        });
        assertThat(sent()).isEmpty();
    }

    /** J-38, J-39, J-42, J-47. */
    @Test
    void null_is_refused_by_the_call_itself() {
        List<ThrowingCallable> calls =
                List.of(
                        () -> basic.sendText(null),
                        () -> basic.sendText(null, true),
                        () -> basic.sendBinary(null),
                        () -> basic.sendBinary(null, true),
                        () -> basic.sendObject(null),
                        () -> async.sendText(null),
                        () -> async.sendText(null, result -> {}),
                        () -> async.sendText("", null),
                        () -> async.sendBinary(null),
                        () -> async.sendBinary(null, result -> {}),
                        () -> async.sendBinary(ByteBuffer.allocate(0), null),
                        () -> async.sendObject(null),
                        () -> async.sendObject(null, result -> {}),
                        () -> async.sendObject(1, null));
        for (int i = 0; i < calls.size(); i++) {
            assertThatThrownBy(calls.get(i))
                    .as("call %d", i)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(sent()).isEmpty();
    }

    /** J-37. */
    @Test
    void whole_messages_wait_for_the_end_of_a_message_in_parts() throws Exception {
        basic.sendText("a", false);
        assertThatThrownBy(() -> basic.sendText("x")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> basic.sendObject(7)).isInstanceOf(IllegalStateException.class);
        basic.sendText("b", true);
        basic.sendObject(7);
        assertThat(sent()).containsExactly("a", "b.", "7.");
    }

    @Test
    void parts_of_basic_are_not_mixed_with_messages_of_async() throws Exception {
        basic.sendBinary(ByteBuffer.allocate(1), false);
        assertThatThrownBy(() -> async.sendText("x")).isInstanceOf(IllegalStateException.class);
        basic.sendBinary(ByteBuffer.allocate(1), true);
        async.sendText("after");
        assertThat(sent()).hasSize(3).endsWith("after.");
    }
}
