package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.config.TlsProvider;
import io.postern.internal.listener.RawClient;
import io.postern.internal.listener.RawFrame;
import io.postern.internal.testing.RecordedLog;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import org.junit.jupiter.api.extension.RegisterExtension;

class FailingPeerTest {

    @ServerEndpoint("/texts")
    public static class Texts extends Served.Endpoint {
        @OnMessage
        void text(String message) {
            messages.add(message);
        }
    }

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern.session");

    @RegisterExtension static final Served SERVED = Served.by(Texts.class);

    @BothEngines
    void a_peer_that_breaks_the_protocol_and_goes_on_sending_reads_why(TlsProvider engine)
            throws Exception {
        try (RawClient client = SERVED.connect(engine, "/texts")) {
            client.send(RawFrame.text("good"), RawFrame.text("bad").unmasked());
            client.send(new byte[50_000]);
            assertThat(client.readFrame().closeCode()).isEqualTo(1002);
            client.readEnd();
            client.close();
            Texts endpoint = SERVED.endpoint(Texts.class);
            assertThat(endpoint.closedWith()).startsWith("1002 ");
            assertThat(endpoint.messages).containsExactly("good");
            assertThat(endpoint.faults).hasSize(1);
        }
    }

    @BothEngines
    void a_frame_that_is_too_large_is_told_so_before_it_is_read(TlsProvider engine)
            throws Exception {
        try (RawClient client = SERVED.connect(engine, "/texts")) {
            byte[] frame = RawFrame.text("x".repeat(65_537)).bytes();
            client.send(java.util.Arrays.copyOf(frame, 1_000));
            assertThat(client.readFrame().closeCode()).isEqualTo(1009);
            client.close();
            assertThat(SERVED.endpoint(Texts.class).closedWith()).startsWith("1009 ");
        }
    }

    @BothEngines
    void a_kind_of_message_without_a_method_is_1003(TlsProvider engine) throws Exception {
        try (RawClient client = SERVED.connect(engine, "/texts")) {
            client.send(RawFrame.binary((byte) 1));
            RawFrame close = client.readFrame();
            assertThat(close.closeCode()).isEqualTo(1003);
            assertThat(close.closeReason()).isEqualTo("this endpoint takes no binary messages");
            client.close();
            assertThat(SERVED.endpoint(Texts.class).closedWith()).startsWith("1003 ");
        }
    }

    @BothEngines
    void a_reset_is_1006(TlsProvider engine) throws Exception {
        RawClient client = SERVED.connect(engine, "/texts");
        Texts endpoint = SERVED.endpoint(Texts.class);
        client.reset();
        assertThat(endpoint.closedWith()).isEqualTo("1006");
        assertThat(endpoint.faults).isEmpty();
    }

    @BothEngines
    void the_end_of_tls_without_a_close_frame_is_1006(TlsProvider engine) throws Exception {
        RawClient client = SERVED.connect(engine, "/texts");
        Texts endpoint = SERVED.endpoint(Texts.class);
        client.close();
        assertThat(endpoint.closedWith()).isEqualTo("1006");
    }

    @BothEngines
    void the_end_of_tls_on_a_connection_that_stays_is_1006_too(TlsProvider engine)
            throws Exception {
        try (RawClient client = SERVED.connect(engine, "/texts")) {
            Texts endpoint = SERVED.endpoint(Texts.class);
            client.endOutput();
            assertThat(endpoint.closedWith()).isEqualTo("1006");
            client.readEnd();
        }
    }

    @BothEngines
    void bytes_past_tls_are_1006_and_not_a_fault_of_ours(TlsProvider engine) throws Exception {
        try (RawClient client = SERVED.connect(engine, "/texts")) {
            Texts endpoint = SERVED.endpoint(Texts.class);
            client.sendPlain("GET / HTTP/1.1\r\n\r\n");
            assertThat(endpoint.closedWith()).isEqualTo("1006");
            assertThat(endpoint.faults).isEmpty();
            assertThat(log.lines()).noneMatch(line -> line.startsWith("ERROR"));
        }
    }

    @BothEngines
    void half_a_message_is_given_up_with_its_connection(TlsProvider engine) throws Exception {
        RawClient client = SERVED.connect(engine, "/texts");
        client.send(RawFrame.text("x".repeat(10_000)).notFinal());
        client.send(RawFrame.of(RawFrame.PING, new byte[0]));
        assertThat(client.readFrame().opcode()).isEqualTo(RawFrame.PONG);
        client.reset();
        Texts endpoint = SERVED.endpoint(Texts.class);
        assertThat(endpoint.closedWith()).isEqualTo("1006");
        assertThat(endpoint.messages).isEmpty();
    }

    @BothEngines
    void many_that_vanish_at_any_moment_leave_nothing(TlsProvider engine) throws Exception {
        for (int i = 0; i < 60; i++) {
            RawClient client = RawClient.connect(SERVED.listener(engine));
            client.send(RawClient.upgradeRequest("/texts"), RawFrame.text("early").bytes());
            vanish(client, i);
        }
    }

    /** Before, while or after the connection moves to its message loop. */
    private static void vanish(RawClient client, int round) throws IOException {
        if (round % 3 == 1) {
            client.readHead();
        }
        if (round % 2 == 0) {
            client.reset();
        } else {
            client.close();
        }
    }
}
