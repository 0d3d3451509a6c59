package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.ReferenceCountUtil;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.testing.RecordedLog;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Hellos that are large, incomplete, mutilated, or of another time. */
@Timeout(120)
class UnusualHelloTest {

    private static final int EXTENDED_MASTER_SECRET = 23;
    private static final int PADDING = 21;
    private static final int EARLY_DATA = 42;
    private static final byte HANDSHAKE = 22;
    private static final byte ALERT = 21;

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern.tls");

    private Tls tls;

    private void open(TlsProvider engine) throws Exception {
        tls = TestTls.open(engine, TestMaterial.selfSigned());
    }

    @AfterEach
    void close() throws InterruptedException {
        tls.close();
    }

    private byte[] answer(byte[] hello) {
        try (TlsChannel server = new TlsChannel(tls)) {
            server.receive(hello);
            return server.sent();
        }
    }

    private static byte grease(int i) {
        return (byte) (i << 4 | 0x0a);
    }

    /** As clients of today send them: key shares after the quantum, GREASE (RFC 8701), padding. */
    @ParameterizedTest
    @CsvSource({"OPENSSL, TLSv1.3", "OPENSSL, TLSv1.2", "JDK, TLSv1.3", "JDK, TLSv1.2"})
    void a_large_hello_is_answered(TlsProvider engine, String protocol) throws Exception {
        open(engine);
        byte[] hello = RawHello.withoutName(protocol);
        for (int i = 0; i < 16; i++) {
            int type = (grease(i) & 0xff) << 8 | grease(i) & 0xff;
            hello = RawHello.withExtension(hello, type, new byte[i * 16]);
        }
        for (int i = 0; i < 64; i++) {
            hello = RawHello.withExtension(hello, 0xe000 + i, new byte[16]);
        }
        for (int padding : new int[] {0, 1_300, 4_000, 10_000}) {
            byte[] padded = RawHello.withExtension(hello, PADDING, new byte[padding]);
            assertThat(answer(padded)).as("%d bytes", padded.length).startsWith(HANDSHAKE, 3, 3);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void a_client_that_would_rather_have_a_hybrid_group_is_served(TlsProvider engine)
            throws Exception {
        TlsMaterial material = TestMaterial.selfSigned();
        tls = TestTls.open(engine, material);
        try (TlsChannel server = new TlsChannel(tls);
                TlsPeer client =
                        TlsPeer.withGroups(
                                material.certificate(), "X25519MLKEM768", "X25519", "P-256")) {
            client.talkTo(server);
            assertThat(server.outcomes).singleElement().isInstanceOf(TlsOutcome.Secured.class);
        }
    }

    /** Neither engine can be told to refuse; see the policy. */
    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void without_an_extended_master_secret_tls_1_2_goes_on_as_without_it(TlsProvider engine)
            throws Exception {
        open(engine);
        byte[] hello = RawHello.withoutName("TLSv1.2");
        String extension = HexFormat.of().formatHex(new byte[] {0, EXTENDED_MASTER_SECRET, 0, 0});
        assertThat(HexFormat.of().formatHex(answer(hello))).startsWith("16").contains(extension);
        byte[] without = RawHello.withoutExtension(hello, EXTENDED_MASTER_SECRET);
        assertThat(HexFormat.of().formatHex(answer(without)))
                .startsWith("16")
                .doesNotContain(extension);
    }

    /** RFC 8446 section 4.1.3: so a client notices that somebody has made it speak TLS 1.2. */
    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void a_server_that_could_speak_tls_1_3_says_so_in_tls_1_2(TlsProvider engine) throws Exception {
        open(engine);
        byte[] random = Arrays.copyOfRange(answer(RawHello.withoutName("TLSv1.2")), 11, 43);
        assertThat(random).endsWith('D', 'O', 'W', 'N', 'G', 'R', 'D', 1);
    }

    /** RFC 8446 section 4.2.10: without a ticket such an offer is wrong, and is never taken. */
    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void early_data_is_not_kept(TlsProvider engine) throws Exception {
        open(engine);
        byte[] offer =
                RawHello.withExtension(RawHello.withoutName("TLSv1.3"), EARLY_DATA, new byte[0]);
        try (TlsChannel server = new TlsChannel(tls)) {
            server.receive(offer);
            byte[] garbage = new byte[1 << 10];
            for (int i = 0; i < 64 && server.channel.isOpen(); i++) {
                server.receive(garbage(garbage, i));
            }
            assertThat(server.channel.isOpen()).isFalse();
            assertThat(server.failure().reason()).isNotNull();
            assertThat(server.channel.<Object>readInbound()).isNull();
        }
    }

    private static byte[] garbage(byte[] content, int seed) {
        new Random(seed).nextBytes(content);
        System.arraycopy(
                new byte[] {
                    23, 3, 3, (byte) (content.length - 5 >> 8), (byte) (content.length - 5)
                },
                0,
                content,
                0,
                5);
        return content;
    }

    /** As SSL 3.0 had it: no extensions, and nothing newer offered. */
    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void a_hello_of_ssl_3_gets_an_alert(TlsProvider engine) throws Exception {
        open(engine);
        String body = "0300" + "11".repeat(32) + "00" + "0004" + "0005000a" + "0100";
        byte[] hello = HexFormat.of().parseHex("160300002f0100002b" + body);
        byte[] answer = answer(hello);
        assertThat(answer).hasSize(7).startsWith(ALERT, 3);
        assertThat(answer[6])
                .as("protocol_version or handshake_failure")
                .isIn((byte) 70, (byte) 40);
    }

    /** RFC 8446 section 5.1: no handshake record is empty. */
    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void empty_records_end_the_connection(TlsProvider engine) throws Exception {
        open(engine);
        try (TlsChannel server = new TlsChannel(tls)) {
            byte[] empty = {22, 3, 1, 0, 0};
            for (int i = 0; i < 100 && server.channel.isOpen(); i++) {
                server.receive(empty);
            }
            assertThat(server.channel.isOpen()).isFalse();
        }
    }

    /**
     * Each ends with an answer, or waits for more and answers nothing; never with a fault of ours.
     */
    @ParameterizedTest
    @CsvSource({"OPENSSL, TLSv1.3", "OPENSSL, TLSv1.2", "JDK, TLSv1.3", "JDK, TLSv1.2"})
    void mutilated_hellos_do_no_harm(TlsProvider engine, String protocol) throws Exception {
        open(engine);
        byte[] hello = RawHello.withoutName(protocol);
        Random random = new Random(4711);
        for (int run = 0; run < 500; run++) {
            byte[] mutilated = hello.clone();
            for (int i = 0; i <= random.nextInt(8); i++) {
                mutilated[1 + random.nextInt(hello.length - 1)] = (byte) random.nextInt();
            }
            harmless(Arrays.copyOf(mutilated, 1 + random.nextInt(hello.length)));
            harmless(mutilated);
        }
        assertThat(log.lines()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void random_bytes_do_no_harm(TlsProvider engine) throws Exception {
        open(engine);
        Random random = new Random(4711);
        for (int run = 0; run < 2_000; run++) {
            byte[] bytes = new byte[1 + random.nextInt(300)];
            random.nextBytes(bytes);
            if (run % 2 == 0) {
                bytes[0] = HANDSHAKE;
            }
            harmless(bytes);
        }
        assertThat(log.lines()).isEmpty();
    }

    private void harmless(byte[] bytes) {
        try (TlsChannel server = new TlsChannel(tls)) {
            server.receive(bytes);
            assertThat(server.outcomes).noneMatch(TlsOutcome.Secured.class::isInstance);
            if (server.channel.isOpen() && server.outcomes.isEmpty()) {
                server.pass(Duration.ofSeconds(1));
                server.channel.close();
            }
            assertThat(server.outcomes.size()).isLessThanOrEqualTo(1);
            ReferenceCountUtil.release(server.channel.readInbound());
        }
    }
}
