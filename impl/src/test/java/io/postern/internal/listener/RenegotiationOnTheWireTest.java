package io.postern.internal.listener;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.internal.config.TlsProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Clients that want another handshake on the same connection (RFC 5246 section 7.4.1.1), with and
 * without renegotiation_info (RFC 5746): nobody gets one.
 */
@Timeout(60)
@ParameterizedClass
@EnumSource(names = {"OPENSSL", "JDK"})
class RenegotiationOnTheWireTest {

    @Parameter TlsProvider engine;

    private TestListener listener;
    private Counted counted;

    @BeforeEach
    void open() throws Exception {
        listener = TestListener.open(engine, EchoEndpoint.class);
        counted = Counted.from(listener);
    }

    @AfterEach
    void close() {
        listener.close();
    }

    private static String request(ForgedTls12 client) throws Exception {
        client.send(ForgedWire.APPLICATION_DATA, RawClient.upgradeRequest("/echo/a"));
        return new String(client.read(ForgedWire.APPLICATION_DATA), ISO_8859_1);
    }

    private void awaitSession() {
        await().untilAsserted(() -> assertThat(listener.statistics().openSessions()).isOne());
    }

    @Test
    void the_old_kind_before_the_request() throws Exception {
        try (ForgedTls12 client = ForgedTls12.connect(listener)) {
            client.renegotiate();
            client.awaitClosed();
            counted.awaitNothingLeft();
        }
        assertThat(counted.refusals().values()).containsExactly(1L);
    }

    @Test
    void the_old_kind_in_a_session() throws Exception {
        try (ForgedTls12 client = ForgedTls12.connect(listener)) {
            assertThat(request(client)).startsWith("HTTP/1.1 101 ");
            awaitSession();
            client.renegotiate();
            client.awaitClosed();
            counted.awaitNothingLeft();
        }
        assertThat(listener.statistics().established()).isOne();
    }

    @Test
    void the_secure_kind_in_a_session() throws Exception {
        try (RawClient client = RawClient.connect(listener, "TLSv1.2")) {
            client.send(RawClient.upgradeRequest("/echo/a"));
            assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
            awaitSession();
            client.updateKeys();
            client.awaitClosed();
            counted.awaitNothingLeft();
        }
        assertThat(listener.statistics().established()).isOne();
    }

    /** Any other fault of TLS ends the connection, too, even if the client says no more. */
    @Test
    void a_record_that_cannot_be_decrypted_in_a_session() throws Exception {
        try (ForgedTls12 client = ForgedTls12.connect(listener)) {
            assertThat(request(client)).startsWith("HTTP/1.1 101 ");
            awaitSession();
            client.sendGarbage();
            client.awaitClosed();
            counted.awaitNothingLeft();
        }
    }
}
