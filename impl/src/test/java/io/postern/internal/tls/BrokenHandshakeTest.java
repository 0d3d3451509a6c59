package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.RefusalReason;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.testing.RecordedLog;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BrokenHandshakeTest {

    /** "kAnArY" as a hex dump would show it. */
    private static final String CANARY = "6b416e417259";

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern.tls");

    private Tls tls;

    @AfterEach
    void close() throws InterruptedException {
        tls.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = TlsProvider.class,
            names = {"OPENSSL", "JDK"})
    void a_peer_that_leaves_in_the_middle_is_no_failure_of_tls(TlsProvider engine)
            throws Exception {
        TlsMaterial material = TestMaterial.selfSigned();
        tls = TestTls.open(engine, material);
        try (TlsChannel server = new TlsChannel(tls);
                TlsPeer client = TlsPeer.jdk("TLSv1.3", material.certificate())) {
            client.greet(server);
            server.channel.close();
            assertThat(server.failure().reason()).isEqualTo(RefusalReason.PEER_LEFT);
        }
    }

    /** A record of four bytes that begins a ClientHello of 16 MiB. */
    @ParameterizedTest
    @EnumSource(
            value = TlsProvider.class,
            names = {"OPENSSL", "JDK"})
    void an_enormous_hello_is_refused_when_it_is_announced(TlsProvider engine) throws Exception {
        assertRefused(engine, "160301000401ffffff");
    }

    @ParameterizedTest
    @EnumSource(
            value = TlsProvider.class,
            names = {"OPENSSL", "JDK"})
    void a_record_that_is_longer_than_allowed_is_refused(TlsProvider engine) throws Exception {
        assertRefused(engine, "160301ffff" + "01".repeat(0xffff));
    }

    @ParameterizedTest
    @EnumSource(
            value = TlsProvider.class,
            names = {"OPENSSL", "JDK"})
    void garbage_behind_the_first_byte_is_refused_and_not_logged(TlsProvider engine)
            throws Exception {
        String detail = assertRefused(engine, "16" + CANARY.repeat(4));
        // the listener writes one line with it
        assertThat(detail).isNotEmpty().doesNotContain("kAnArY", CANARY);
        assertThat(log.lines()).isEmpty();
    }

    private String assertRefused(TlsProvider engine, String hex) throws Exception {
        tls = TestTls.open(engine, TestMaterial.selfSigned());
        try (TlsChannel server = new TlsChannel(tls)) {
            server.receive(HexFormat.of().parseHex(hex));
            assertThat(server.failure().reason()).isEqualTo(RefusalReason.TLS_FAILED);
            assertThat(server.channel.isOpen()).isFalse();
            return server.failure().detail();
        }
    }
}
