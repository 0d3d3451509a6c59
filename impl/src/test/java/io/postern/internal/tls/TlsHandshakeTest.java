package io.postern.internal.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.postern.RefusalReason;
import io.postern.internal.config.TlsProvider;
import java.security.cert.X509Certificate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsHandshakeTest {

    @ParameterizedTest
    @CsvSource({"OPENSSL, TLSv1.3", "OPENSSL, TLSv1.2", "JDK, TLSv1.3", "JDK, TLSv1.2"})
    void a_client_of_today_is_served(TlsProvider engine, String protocol) throws Exception {
        TlsMaterial material = TestMaterial.selfSigned();
        Tls tls = TestTls.open(engine, material);
        try (TlsChannel server = new TlsChannel(tls);
                TlsPeer client = TlsPeer.jdk(protocol, material.certificate())) {
            client.talkTo(server);
            assertThat(server.outcomes)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            TlsOutcome.Secured.class,
                            secured -> {
                                assertThat(secured.protocol()).isEqualTo(protocol);
                                assertThat(secured.cipherSuite()).contains("_GCM_");
                            });
            assertThat(server.channel.pipeline().get(HandshakeResultHandler.class)).isNull();
            client.channel.writeOutbound(Unpooled.copiedBuffer("hello", US_ASCII));
            client.talkTo(server);
            assertThat(received(server)).isEqualTo("hello");
        } finally {
            tls.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"OPENSSL, TLSv1.3", "OPENSSL, TLSv1.2", "JDK, TLSv1.3", "JDK, TLSv1.2"})
    void a_chain_that_no_buffer_holds_at_once_arrives(TlsProvider engine, String protocol)
            throws Exception {
        TlsMaterial material = TestMaterial.issuedBy(8);
        Tls tls = TestTls.open(engine, material);
        X509Certificate root = material.chain().get(material.chain().size() - 1);
        try (TlsChannel server = new TlsChannel(tls);
                TlsPeer client = TlsPeer.jdk(protocol, root)) {
            client.talkTo(server);
            assertThat(server.outcomes).singleElement().isInstanceOf(TlsOutcome.Secured.class);
        } finally {
            tls.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"OPENSSL, TLSv1.3", "OPENSSL, TLSv1.2", "JDK, TLSv1.3", "JDK, TLSv1.2"})
    void a_client_that_does_not_trust_the_certificate_says_so_and_is_counted_as_tls_failed(
            TlsProvider engine, String protocol) throws Exception {
        Tls tls = TestTls.open(engine, TestMaterial.selfSigned());
        try (TlsChannel server = new TlsChannel(tls);
                TlsPeer client = TlsPeer.jdk(protocol, TestMaterial.selfSigned().certificate())) {
            client.talkTo(server);
            assertThat(server.failure().reason()).isEqualTo(RefusalReason.TLS_FAILED);
            assertThat(server.channel.isOpen()).isFalse();
        } finally {
            tls.close();
        }
    }

    private static String received(TlsChannel server) {
        StringBuilder all = new StringBuilder();
        for (ByteBuf next = server.channel.readInbound();
                next != null;
                next = server.channel.readInbound()) {
            all.append(next.toString(US_ASCII));
            next.release();
        }
        return all.toString();
    }
}
