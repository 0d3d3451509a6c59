package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandler;
import io.postern.internal.config.TlsProvider;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that keeps the server deriving keys (RFC 8446 section 4.6.3), on both engines. */
class RecordsWithoutDataTest {

    private static final int MANY = 1000;

    private Tls tls;
    private TlsChannel server;
    private TlsPeer client;
    private SSLEngine engine;

    private void connect(TlsProvider provider) throws Exception {
        TlsMaterial material = TestMaterial.selfSigned();
        tls = TestTls.open(provider, material);
        server = new TlsChannel(tls);
        client = TlsPeer.jdk("TLSv1.3", material.certificate());
        client.talkTo(server);
        assertThat(server.outcomes).hasSize(1).allMatch(TlsOutcome.Secured.class::isInstance);
        engine = client.channel.pipeline().get(SslHandler.class).engine();
    }

    @AfterEach
    void close() throws InterruptedException {
        client.close();
        server.channel.finishAndReleaseAll();
        tls.close();
    }

    private byte[] record(byte... data) throws SSLException {
        ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.wrap(data), record);
        byte[] bytes = new byte[record.flip().remaining()];
        record.get(bytes);
        return bytes;
    }

    private byte[] keyUpdate() throws SSLException {
        engine.beginHandshake();
        return record();
    }

    /** Whether TLS takes it; the handlers of later steps would close the connection. */
    private boolean take(byte[] received) {
        try {
            server.channel.writeInbound(Unpooled.wrappedBuffer(received));
            return true;
        } catch (DecoderException refused) {
            return false;
        } finally {
            server.channel.releaseInbound();
        }
    }

    /** Until the server does not take it any more; gives the number of rounds that it took. */
    private int repeat(Round round) throws Exception {
        for (int i = 0; i < MANY; i++) {
            for (byte[] record : round.records()) {
                if (!take(record)) {
                    return i;
                }
            }
        }
        return MANY;
    }

    @FunctionalInterface
    private interface Round {
        List<byte[]> records() throws SSLException;
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void key_updates_in_a_row_end_the_connection(TlsProvider provider) throws Exception {
        connect(provider);
        assertThat(repeat(() -> List.of(keyUpdate()))).isEqualTo(BudgetedSslHandler.BURST);
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void so_do_key_updates_with_a_byte_of_data_after_each(TlsProvider provider) throws Exception {
        connect(provider);
        assertThat(repeat(() -> List.of(keyUpdate(), record((byte) 1))))
                .isEqualTo(BudgetedSslHandler.BURST);
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void the_answers_to_a_client_that_never_reads_are_few(TlsProvider provider) throws Exception {
        connect(provider);
        server.sent();
        repeat(() -> List.of(keyUpdate()));
        assertThat(server.sent()).hasSizeLessThan(64 * (BudgetedSslHandler.BURST + 2));
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void a_client_may_change_its_keys_every_second(TlsProvider provider) throws Exception {
        connect(provider);
        assertThat(
                        repeat(
                                () -> {
                                    server.pass(Duration.ofSeconds(1));
                                    return List.of(keyUpdate(), record((byte) 1));
                                }))
                .isEqualTo(MANY);
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void records_with_a_single_byte_of_data_pass_without_end(TlsProvider provider)
            throws Exception {
        connect(provider);
        assertThat(repeat(() -> List.of(record((byte) 1)))).isEqualTo(MANY);
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void so_do_they_when_tcp_cuts_them_to_bytes(TlsProvider provider) throws Exception {
        connect(provider);
        for (int i = 0; i < 2 * BudgetedSslHandler.BURST; i++) {
            for (byte part : record((byte) 1)) {
                assertThat(take(new byte[] {part})).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void a_flood_in_a_single_read_ends_there(TlsProvider provider) throws Exception {
        connect(provider);
        ByteBuf all = Unpooled.buffer();
        for (int i = 0; i < MANY; i++) {
            all.writeBytes(keyUpdate());
        }
        server.sent();
        assertThat(take(ByteBufUtil.getBytes(all))).isFalse();
        assertThat(server.sent()).hasSizeLessThan(64 * (BudgetedSslHandler.BURST + 2));
        all.release();
    }
}
