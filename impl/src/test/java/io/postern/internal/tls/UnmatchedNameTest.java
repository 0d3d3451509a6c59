package io.postern.internal.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.config.UnmatchedName;
import io.postern.internal.tls.NamedHandshake.Client;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of clients that ask for names of no certificate. */
class UnmatchedNameTest {

    private static final int ALERT = 0x15;
    private static final int HANDSHAKE = 0x16;
    private static final int ILLEGAL_PARAMETER = 47;
    private static final int DECODE_ERROR = 50;
    private static final int UNRECOGNIZED_NAME = 112;

    private static TlsMaterial first;
    private static TlsMaterial second;
    private NamedHandshake server;

    @BeforeAll
    static void make_certificates() throws Exception {
        first = NamedCertificate.of(Algorithm.ecp256, "first.example");
        second = NamedCertificate.of(Algorithm.ecp256, "*.second.example");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void open(TlsProvider engine, UnmatchedName unmatched) throws Exception {
        server = new NamedHandshake(engine, unmatched, first, second);
    }

    @ParameterizedTest
    @CsvSource({"OPENSSL, TLSv1.3", "OPENSSL, TLSv1.2", "JDK, TLSv1.3", "JDK, TLSv1.2"})
    void refused_with_unrecognized_name(TlsProvider engine, String protocol) throws Exception {
        open(engine, UnmatchedName.REFUSE);
        assertThatThrownBy(() -> server.connect(new Client(protocol, "other.example")))
                .hasMessageContaining("unrecognized_name");
        assertThatThrownBy(() -> server.connect(new Client(protocol, "a.b.second.example")))
                .hasMessageContaining("unrecognized_name");
        assertThat(server.connect(new Client(protocol, "a.second.example")))
                .isEqualTo(second.certificate());
        assertThat(server.connect(new Client(protocol, "first.example")))
                .isEqualTo(first.certificate());
    }

    @ParameterizedTest
    @CsvSource({"OPENSSL, TLSv1.3", "OPENSSL, TLSv1.2", "JDK, TLSv1.3", "JDK, TLSv1.2"})
    void refused_without_a_name(TlsProvider engine, String protocol) throws Exception {
        open(engine, UnmatchedName.REFUSE);
        assertThatThrownBy(() -> server.connect(new Client(protocol, null)))
                .hasMessageContaining(NamedHandshake.noCertificate(engine));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void boringssl_takes_what_is_no_name_for_an_unmatched_one(String protocol) throws Exception {
        open(TlsProvider.OPENSSL, UnmatchedName.DEFAULT);
        for (byte[] garbage : garbage()) {
            assertThat(server.answer(RawHello.withName(protocol, garbage))).startsWith(HANDSHAKE);
        }
        server.close();
        open(TlsProvider.OPENSSL, UnmatchedName.REFUSE);
        for (byte[] garbage : garbage()) {
            assertThat(alert(RawHello.withName(protocol, garbage))).isEqualTo(UNRECOGNIZED_NAME);
        }
    }

    @ParameterizedTest
    @CsvSource({"DEFAULT, TLSv1.3", "DEFAULT, TLSv1.2", "REFUSE, TLSv1.3", "REFUSE, TLSv1.2"})
    void the_jdk_refuses_what_is_no_name(UnmatchedName unmatched, String protocol)
            throws Exception {
        open(TlsProvider.JDK, unmatched);
        for (byte[] garbage : garbage()) {
            assertThat(alert(RawHello.withName(protocol, garbage))).isEqualTo(ILLEGAL_PARAMETER);
        }
    }

    @ParameterizedTest
    @CsvSource({"OPENSSL, TLSv1.3", "OPENSSL, TLSv1.2", "JDK, TLSv1.3", "JDK, TLSv1.2"})
    void an_empty_or_enormous_name_or_one_with_nul_is_refused(TlsProvider engine, String protocol)
            throws Exception {
        open(engine, UnmatchedName.DEFAULT);
        for (byte[] name :
                new byte[][] {
                    {}, new byte[15_000], {'a', 0, 'b'}, "a".repeat(15_000).getBytes(UTF_8)
                }) {
            assertThat(alert(RawHello.withName(protocol, name)))
                    .isIn(DECODE_ERROR, ILLEGAL_PARAMETER, UNRECOGNIZED_NAME);
        }
    }

    private int alert(byte[] hello) {
        byte[] answer = server.answer(hello);
        assertThat(answer).hasSize(7).startsWith(ALERT);
        return answer[6];
    }

    private static byte[][] garbage() {
        return new byte[][] {
            "first.example.".getBytes(UTF_8),
            "bücher.second.example".getBytes(ISO_8859_1),
            HexFormat.of().parseHex("ff".repeat(200)),
            HexFormat.of().parseHex("eda080"),
            "a b\r\nPOSTERN forged".getBytes(UTF_8),
            "..".getBytes(UTF_8),
            "a".repeat(255).getBytes(UTF_8),
        };
    }
}
