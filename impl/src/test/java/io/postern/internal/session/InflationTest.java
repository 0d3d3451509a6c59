package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples are those of RFC 7692 section 7.2.3. */
class InflationTest {

    private static final int MAX_TEXT = 1000;
    private static final int MAX_BINARY = 100_000;
    private static final String HELLO = "f248cdc9c90700";

    private final EmbeddedChannel channel = channel(true);
    private final DeflatingPeer peer = new DeflatingPeer();

    private static EmbeddedChannel channel(boolean keepContext) {
        return new EmbeddedChannel(new Inflation(keepContext, () -> MAX_TEXT, () -> MAX_BINARY));
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
        peer.close();
    }

    @Test
    void a_message_in_one_block() {
        assertThat(text(HELLO)).isEqualTo("Hello");
    }

    @Test
    void a_second_message_may_refer_to_the_first() {
        text(HELLO);
        assertThat(text("f200110000")).isEqualTo("Hello");
    }

    @Test
    void without_context_takeover_each_message_begins_anew() {
        EmbeddedChannel fresh = channel(false);
        assertThat(text(fresh, HELLO)).isEqualTo("Hello");
        assertThat(text(fresh, HELLO)).isEqualTo("Hello");
        assertThatThrownBy(() -> text(fresh, "f200110000"))
                .hasRootCauseInstanceOf(SessionFault.class);
        fresh.finishAndReleaseAll();
    }

    @Test
    void a_block_without_compression() {
        assertThat(text("000500faff48656c6c6f00")).isEqualTo("Hello");
    }

    @Test
    void a_final_block() {
        assertThat(text("f348cdc9c9070000")).isEqualTo("Hello");
        assertThat(text("f348cdc9c9070000")).as("and another").isEqualTo("Hello");
    }

    @Test
    void what_follows_a_final_block_belongs_to_the_message() {
        assertThat(text("f348cdc9c90700" + HELLO)).isEqualTo("HelloHello");
    }

    @Test
    void two_blocks() {
        assertThat(text("f248050000 00ffff cac9c90700".replace(" ", ""))).isEqualTo("Hello");
    }

    @Test
    void an_empty_message() {
        assertThat(text("00")).isEmpty();
        assertThat(text("")).isEmpty();
    }

    @Test
    void a_message_may_be_cut_at_every_byte() {
        byte[] payload = ByteBufUtil.decodeHexDump(HELLO);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < payload.length; i++) {
            ByteBuf part = Unpooled.wrappedBuffer(payload, i, 1);
            boolean last = i == payload.length - 1;
            all.append(
                    content(
                            i == 0
                                    ? new TextWebSocketFrame(last, 4, part)
                                    : new ContinuationWebSocketFrame(last, 0, part)));
        }
        assertThat(all).hasToString("Hello");
    }

    @Test
    void messages_that_are_not_compressed_pass_as_they_are() {
        TextWebSocketFrame plain = new TextWebSocketFrame("plain");
        channel.writeInbound(plain);
        assertThat(channel.<Object>readInbound()).isSameAs(plain);
        plain.release();
        assertThat(text(HELLO)).isEqualTo("Hello");
        assertThat(content(new TextWebSocketFrame(false, 0, "pl"))).isEqualTo("pl");
        assertThat(content(new ContinuationWebSocketFrame(true, 0, "ain"))).isEqualTo("ain");
    }

    @Test
    void the_inflated_frame_keeps_its_kind_and_place() {
        channel.writeInbound(
                new BinaryWebSocketFrame(false, 4, Unpooled.wrappedBuffer(peer.deflate(bytes(3)))));
        BinaryWebSocketFrame frame = channel.readInbound();
        assertThat(frame.isFinalFragment()).isFalse();
        assertThat(frame.rsv()).isZero();
        frame.release();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 257, 999, MAX_TEXT})
    void a_message_of_the_size_allowed_passes(int size) {
        assertThat(content(new TextWebSocketFrame(true, 4, deflated(size)))).hasSize(size);
    }

    @ParameterizedTest
    @ValueSource(ints = {MAX_TEXT + 1, MAX_TEXT + 100, 50_000_000})
    void a_larger_one_is_refused_and_no_more_is_allocated_than_shows_it(int size) {
        assertThatThrownBy(() -> content(new TextWebSocketFrame(true, 4, deflated(size))))
                .rootCause()
                .isInstanceOfSatisfying(
                        SessionFault.class,
                        fault ->
                                assertThat(fault.reason().getCloseCode().getCode())
                                        .isEqualTo(1009));
    }

    @Test
    void binary_messages_have_a_limit_of_their_own() {
        assertThat(content(new BinaryWebSocketFrame(true, 4, deflated(MAX_BINARY))))
                .hasSize(MAX_BINARY);
        assertThatThrownBy(
                        () -> content(new BinaryWebSocketFrame(true, 4, deflated(MAX_BINARY + 1))))
                .hasRootCauseMessage("a message may have at most 100000 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffffffff", "07", "0f1234"})
    void what_is_no_deflate_data_is_1007(String payload) {
        assertThatThrownBy(() -> text(payload))
                .isInstanceOf(DecoderException.class)
                .rootCause()
                .isInstanceOfSatisfying(
                        SessionFault.class,
                        fault ->
                                assertThat(fault.reason().getCloseCode().getCode())
                                        .isEqualTo(1007));
    }

    @Test
    void reserved_bits_without_a_meaning_are_protocol_errors() {
        assertProtocolError(new TextWebSocketFrame(true, 2, "x"));
        assertProtocolError(new TextWebSocketFrame(true, 5, "x"));
        assertProtocolError(new PingWebSocketFrame(true, 4, Unpooled.EMPTY_BUFFER));
        channel.writeInbound(new TextWebSocketFrame(false, 4, deflated(3)));
        channel.<WebSocketFrame>readInbound().release();
        assertProtocolError(new ContinuationWebSocketFrame(true, 4, "x"));
    }

    private void assertProtocolError(WebSocketFrame frame) {
        assertThatThrownBy(() -> channel.writeInbound(frame))
                .isInstanceOfSatisfying(
                        CorruptedWebSocketFrameException.class,
                        fault -> assertThat(fault.closeStatus().code()).isEqualTo(1002));
    }

    private String text(String hex) {
        return text(channel, hex);
    }

    private static String text(EmbeddedChannel on, String hex) {
        ByteBuf payload = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));
        return content(on, new TextWebSocketFrame(true, 4, payload));
    }

    private String content(WebSocketFrame frame) {
        return content(channel, frame);
    }

    private static String content(EmbeddedChannel on, WebSocketFrame frame) {
        on.writeInbound(frame);
        WebSocketFrame inflated = on.readInbound();
        try {
            return inflated.content().toString(StandardCharsets.ISO_8859_1);
        } finally {
            inflated.release();
        }
    }

    private ByteBuf deflated(int size) {
        return Unpooled.wrappedBuffer(peer.deflate(bytes(size)));
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) 'x');
        return bytes;
    }
}
