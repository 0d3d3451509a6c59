package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.postern.internal.config.SendLimits;
import io.postern.internal.config.SendOverflow;
import io.postern.internal.listener.RawFrame;
import jakarta.websocket.EncodeException;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.Writer;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Blocking sends need a real socket that takes bytes, or does not. */
class BasicRemoteTest {

    private Loopback loopback;
    private Socket client;
    private DataInputStream in;
    private Channel channel;

    @BeforeEach
    void connect() throws Exception {
        loopback =
                new Loopback(
                        accepted -> {
                            accepted.config().setOption(ChannelOption.SO_SNDBUF, 4096);
                            accepted.pipeline().addLast(new WebSocket13FrameEncoder(false));
                        });
        client = loopback.connect();
        in = new DataInputStream(client.getInputStream());
        channel = loopback.accepted();
    }

    @AfterEach
    void disconnect() throws Exception {
        client.close();
        loopback.close();
    }

    private BasicRemote remote(Duration timeout) {
        SendQueue queue =
                new SendQueue(channel, new SendLimits(1 << 20, timeout, SendOverflow.CLOSE));
        return new BasicRemote(Outbounds.of(queue, channel));
    }

    private BasicRemote remote() {
        return remote(Duration.ofSeconds(20));
    }

    private RawFrame received() throws IOException {
        return RawFrame.read(in);
    }

    @Test
    void each_kind_of_message_arrives_as_itself() throws Exception {
        BasicRemote remote = remote();
        ByteBuffer data = ByteBuffer.wrap(new byte[] {0, 1, 2}, 1, 2);
        remote.sendText("grüß");
        remote.sendBinary(data);
        remote.sendPing(ByteBuffer.wrap(new byte[] {3}));
        remote.sendPong(null);
        assertThat(received()).isEqualTo(RawFrame.text("grüß").unmasked());
        assertThat(received()).isEqualTo(RawFrame.binary((byte) 1, (byte) 2).unmasked());
        assertThat(received()).isEqualTo(RawFrame.of(RawFrame.PING, new byte[] {3}).unmasked());
        assertThat(received()).isEqualTo(RawFrame.of(RawFrame.PONG, new byte[0]).unmasked());
        assertThat(data.hasRemaining()).as("the buffer is consumed").isFalse();
    }

    @Test
    void parts_streams_and_writers_make_fragments() throws Exception {
        BasicRemote remote = remote();
        remote.sendText("a", false);
        remote.sendText("b", true);
        try (OutputStream stream = remote.getSendStream()) {
            stream.write(7);
        }
        try (Writer writer = remote.getSendWriter()) {
            writer.write("c");
            writer.flush();
        }
        assertThat(received()).isEqualTo(RawFrame.text("a").notFinal().unmasked());
        assertThat(received()).isEqualTo(RawFrame.continuation("b").unmasked());
        assertThat(received()).isEqualTo(RawFrame.binary((byte) 7).unmasked());
        assertThat(received()).isEqualTo(RawFrame.text("c").notFinal().unmasked());
        assertThat(received()).isEqualTo(RawFrame.continuation("").unmasked());
    }

    @Test
    void objects_go_as_what_the_default_encoders_make_of_them() throws Exception {
        BasicRemote remote = remote();
        remote.sendObject(42);
        remote.sendObject('x');
        remote.sendObject(true);
        remote.sendObject(new byte[] {5});
        assertThat(received().text()).isEqualTo("42");
        assertThat(received().text()).isEqualTo("x");
        assertThat(received().text()).isEqualTo("true");
        assertThat(received()).isEqualTo(RawFrame.binary((byte) 5).unmasked());
        assertThatThrownBy(() -> remote.sendObject(Duration.ZERO))
                .isInstanceOf(EncodeException.class)
                .hasMessageContaining("java.time.Duration");
    }

    @Test
    void null_is_refused() {
        BasicRemote remote = remote();
        assertThatThrownBy(() -> remote.sendText(null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> remote.sendBinary(null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> remote.sendObject(null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_ping_has_at_most_125_bytes() {
        BasicRemote remote = remote();
        assertThatThrownBy(() -> remote.sendPing(ByteBuffer.allocate(126)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("126 bytes");
    }

    @Test
    void a_send_returns_when_the_peer_has_taken_it() throws Exception {
        byte[] much = new byte[2 << 20];
        BasicRemote remote = remote();
        AtomicReference<Thread> sender = new AtomicReference<>();
        CompletableFuture<Void> sent =
                CompletableFuture.runAsync(
                        () -> {
                            sender.set(Thread.currentThread());
                            try {
                                remote.sendBinary(ByteBuffer.wrap(much));
                            } catch (IOException e) {
                                throw new java.io.UncheckedIOException(e);
                            }
                        });
        await().until(
                        () ->
                                sender.get() != null
                                        && sender.get().getState() == Thread.State.TIMED_WAITING);
        assertThat(sent).isNotDone();
        assertThat(received().payload()).hasSize(much.length);
        sent.get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_peer_that_does_not_take_the_message_in_time_is_cut() {
        BasicRemote remote = remote(Duration.ofMillis(50));
        // Whether the waiting sender or the watch of the queue notices first is chance.
        assertThatThrownBy(() -> remote.sendBinary(ByteBuffer.allocate(16 << 20)))
                .isInstanceOf(IOException.class);
        await().until(() -> !channel.isOpen());
    }

    /** Its event loop runs only when it is closed, so the waiting sender alone notices. */
    private static EmbeddedChannel stillChannel() {
        return new EmbeddedChannel(new HeldWrites());
    }

    private static BasicRemote impatient(EmbeddedChannel channel) {
        return impatient(channel, SendOverflow.CLOSE);
    }

    private static BasicRemote impatient(EmbeddedChannel channel, SendOverflow overflow) {
        SendQueue queue =
                new SendQueue(channel, new SendLimits(1_000, Duration.ofMillis(20), overflow));
        return new BasicRemote(Outbounds.of(queue, channel));
    }

    @Test
    void a_send_that_is_not_written_in_time_names_the_setting_and_cuts() {
        EmbeddedChannel still = stillChannel();
        assertThatThrownBy(() -> impatient(still).sendText("hello"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("within 20 ms (wss.send-timeout)");
        assertThat(still.isOpen()).isFalse();
    }

    @Test
    void where_sends_fail_a_peer_that_is_slow_is_kept() throws Exception {
        EmbeddedChannel still = stillChannel();
        BasicRemote remote = impatient(still, SendOverflow.FAIL_SEND);
        assertThatThrownBy(() -> remote.sendText("x".repeat(990)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("within 20 ms (wss.send-timeout)")
                .hasMessageContaining("it is still on its way, and the session stays open");
        assertThatThrownBy(() -> remote.sendText("one more"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no room for 8 bytes")
                .hasMessageContaining("this was not sent, and the session stays open");
        assertThat(still.isOpen()).isTrue();
    }

    @Test
    void a_message_that_was_begun_and_cannot_go_on_ends_the_connection() throws Exception {
        EmbeddedChannel still = stillChannel();
        BasicRemote remote = impatient(still, SendOverflow.FAIL_SEND);
        remote.setBatchingAllowed(true);
        remote.sendText("x".repeat(990), false);
        assertThat(still.isOpen()).isTrue();
        assertThatThrownBy(() -> remote.sendText("one more", true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("its connection was closed");
        assertThat(still.isOpen()).isFalse();
    }

    @Test
    void a_stream_that_did_not_begin_leaves_the_session_as_it_was() throws Exception {
        EmbeddedChannel still = stillChannel();
        BasicRemote remote = impatient(still, SendOverflow.FAIL_SEND);
        assertThatThrownBy(() -> remote.sendText("x".repeat(990))).isInstanceOf(IOException.class);
        OutputStream stream = remote.getSendStream();
        stream.write(new byte[10]);
        assertThatThrownBy(stream::close)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("this was not sent");
        assertThat(still.isOpen()).isTrue();
        assertThatThrownBy(() -> remote.sendText("another"))
                .as("no other message is in the way")
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no room for 7 bytes");
    }

    @Test
    void a_reply_waits_for_room_only_and_no_longer_than_that() throws Exception {
        EmbeddedChannel still = stillChannel();
        BasicRemote remote = impatient(still);
        remote.reply("x".repeat(990));
        assertThatThrownBy(() -> remote.reply("one more"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("within 20 ms (wss.send-timeout)");
        assertThat(still.isOpen()).isFalse();
    }

    @Test
    void sending_on_a_closed_connection_fails() {
        channel.close().awaitUninterruptibly();
        assertThatThrownBy(() -> remote().sendText("late")).isInstanceOf(IOException.class);
    }

    @Test
    void an_interrupt_ends_the_wait_and_stays_set() {
        BasicRemote remote = remote();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> remote.sendBinary(ByteBuffer.allocate(16 << 20)))
                .isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
