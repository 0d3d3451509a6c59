package io.postern.internal.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.handler.ssl.SslHandler;
import io.postern.RefusalReason;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.testing.RecordedLog;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstByteTest {

    /** The record of type alert, level fatal, with unexpected_message. */
    private static final byte[] ALERT = {21, 3, 1, 0, 2, 2, 10};

    private static Tls tls;

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern.tls");

    @BeforeAll
    static void open() throws Exception {
        tls = TestTls.open(TlsProvider.JDK, TestMaterial.selfSigned());
    }

    @AfterAll
    static void close() throws InterruptedException {
        tls.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /chat HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello",
                "OPTIONS * HTTP/1.1\r\n\r\n",
                "G"
            })
    void plain_http_is_told_in_plain_http_to_speak_tls(String request) {
        try (TlsChannel channel = new TlsChannel(tls)) {
            channel.receive(request.getBytes(US_ASCII));
            assertThat(new String(channel.sent(), US_ASCII))
                    .startsWith("HTTP/1.1 400 Bad Request\r\n")
                    .contains("\r\nConnection: close\r\n")
                    .contains("\r\nContent-Length: 46\r\n")
                    .endsWith("\r\n\r\nThis port speaks TLS: use wss:// or https://.\n");
            assertThat(channel.failure().reason()).isEqualTo(RefusalReason.NOT_TLS);
        }
    }

    @ParameterizedTest
    @ValueSource(bytes = {0, '\n', ' ', 'a', 20, 21, 23, 24, (byte) 0x80, (byte) 0xff})
    void anything_else_gets_the_alert_unexpected_message(byte first) {
        try (TlsChannel channel = new TlsChannel(tls)) {
            channel.receive(first, (byte) 1, (byte) 2);
            assertThat(channel.sent()).containsExactly(ALERT);
            assertThat(channel.failure().reason()).isEqualTo(RefusalReason.NOT_TLS);
        }
    }

    @Test
    void a_handshake_record_passes_untouched() {
        try (TlsChannel channel = new TlsChannel(tls)) {
            channel.receive((byte) 22, (byte) 3, (byte) 1);
            assertThat(channel.channel.pipeline().get(FirstByteHandler.class)).isNull();
            assertThat(channel.channel.pipeline().get(SslHandler.class)).isNotNull();
            assertThat(channel.sent()).isEmpty();
            assertThat(channel.outcomes).isEmpty();
            assertThat(channel.channel.isOpen()).isTrue();
        }
    }

    @Test
    void an_empty_buffer_says_nothing() {
        try (TlsChannel channel = new TlsChannel(tls)) {
            channel.receive();
            assertThat(channel.outcomes).isEmpty();
            channel.receive((byte) 'G');
            assertThat(channel.failure().reason()).isEqualTo(RefusalReason.NOT_TLS);
        }
    }

    @Test
    void before_the_first_byte_there_is_no_tls_engine() {
        try (TlsChannel channel = new TlsChannel(tls)) {
            assertThat(channel.channel.pipeline().get(SslHandler.class)).isNull();
        }
    }

    @Test
    void what_a_refused_client_still_sends_is_dropped() {
        try (TlsChannel channel = new TlsChannel(tls)) {
            ByteBuf first = channel.receive("GET / HTTP/1.1\r\n".getBytes(US_ASCII));
            channel.sent();
            ByteBuf second = channel.receive((byte) 22, (byte) 3, (byte) 1);
            assertThat(first.refCnt()).isZero();
            assertThat(second.refCnt()).isZero();
            assertThat(channel.sent()).isEmpty();
            assertThat(channel.outcomes).hasSize(1);
        }
    }

    @Test
    void a_refused_connection_is_closed_a_second_later() {
        try (TlsChannel channel = new TlsChannel(tls)) {
            channel.receive((byte) 0);
            channel.pass(Duration.ofMillis(999));
            assertThat(channel.channel.isOpen()).isTrue();
            channel.pass(Duration.ofMillis(1));
            assertThat(channel.channel.isOpen()).isFalse();
        }
    }

    @Test
    void the_reset_of_a_refused_connection_is_no_fault_and_the_log_repeats_nothing() {
        try (TlsChannel channel = new TlsChannel(tls)) {
            channel.receive("GET /kAnArY HTTP/1.1\r\n".getBytes(US_ASCII));
            channel.channel.pipeline().fireExceptionCaught(new IOException("kAnArY"));
            assertThat(channel.channel.isOpen()).isFalse();
            assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains("kAnArY"));
        }
    }
}
