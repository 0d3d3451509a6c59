package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.postern.RefusalReason;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.testing.RecordedLog;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that go at each point of the negotiation: each is counted once, and is gone. */
@Timeout(60)
@ParameterizedClass
@EnumSource(
        value = TlsProvider.class,
        names = {"OPENSSL", "JDK"})
class ClientsThatLeaveTest {

    private static TestListener listener;
    private static Quiescence quiescence;

    @RegisterExtension
    final RecordedLog nettyLog = new RecordedLog("io.netty.channel.DefaultChannelPipeline");

    @Parameter TlsProvider engine;

    @BeforeParameterizedClassInvocation
    static void open(TlsProvider engine) throws Exception {
        listener = TestListener.open(engine, EchoEndpoint.class);
        quiescence = Quiescence.of(listener);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        listener.close();
    }

    @AfterEach
    void nothing_is_left_and_nothing_fell_out_of_the_pipeline() {
        quiescence.awaitRestored();
        assertThat(nettyLog.lines()).noneMatch(line -> line.contains("reached at the tail"));
    }

    @Test
    void after_connecting() throws Exception {
        Counted counted = Counted.from(listener);
        PlainClient.connect(listener).close();
        counted.oneRefusal(RefusalReason.PEER_LEFT);
    }

    @Test
    void after_connecting_with_a_reset() throws Exception {
        Counted counted = Counted.from(listener);
        PlainClient.connect(listener).reset();
        counted.oneRefusal(RefusalReason.PEER_LEFT);
    }

    @Test
    void in_the_middle_of_the_handshake() throws Exception {
        Counted counted = Counted.from(listener);
        PlainClient client = PlainClient.connect(listener).send(PlainClient.HALF_A_HELLO);
        awaitNegotiating();
        client.close();
        counted.oneRefusal(RefusalReason.PEER_LEFT);
    }

    @Test
    void in_the_middle_of_the_handshake_with_a_reset() throws Exception {
        Counted counted = Counted.from(listener);
        PlainClient client = PlainClient.connect(listener).send(PlainClient.HALF_A_HELLO);
        awaitNegotiating();
        client.reset();
        counted.oneRefusal(RefusalReason.PEER_LEFT);
    }

    @Test
    void because_they_do_not_trust_the_certificate() throws Exception {
        Counted counted = Counted.from(listener);
        assertThatThrownBy(() -> RawClient.connectDistrusting(listener).close())
                .isInstanceOf(SSLException.class);
        counted.oneRefusal(RefusalReason.TLS_FAILED);
    }

    @Test
    void before_their_request() throws Exception {
        Counted counted = Counted.from(listener);
        RawClient.connect(listener).close();
        counted.oneRefusal(RefusalReason.PEER_LEFT);
    }

    @Test
    void before_their_request_with_a_reset() throws Exception {
        Counted counted = Counted.from(listener);
        RawClient.connect(listener).reset();
        counted.oneRefusal(RefusalReason.PEER_LEFT);
    }

    @Test
    void in_the_middle_of_their_request() throws Exception {
        Counted counted = Counted.from(listener);
        RawClient.connect(listener).send("GET /echo/a HTTP/1.1\r\nHost: loc").close();
        counted.oneRefusal(RefusalReason.PEER_LEFT);
    }

    @Test
    void in_the_middle_of_their_request_with_a_reset() throws Exception {
        Counted counted = Counted.from(listener);
        RawClient.connect(listener).send("GET /echo/a HTTP/1.1\r\nHost: loc").reset();
        counted.oneRefusal(RefusalReason.PEER_LEFT);
    }

    @Test
    void without_reading_the_refusal() throws Exception {
        Counted counted = Counted.from(listener);
        RawClient.connect(listener).send(RawClient.upgradeRequest("/nowhere")).reset();
        counted.awaitNothingLeft();
        assertThat(counted.refusals().values()).containsExactly(1L);
    }

    @Test
    void without_reading_the_101() throws Exception {
        Counted counted = Counted.from(listener);
        RawClient.connect(listener).send(RawClient.upgradeRequest("/echo/a")).reset();
        await().until(() -> listener.statistics().openConnections() == 0);
        counted.awaitNothingLeft();
    }

    private static void awaitNegotiating() {
        await().until(() -> listener.statistics().negotiating() == 1);
    }
}
