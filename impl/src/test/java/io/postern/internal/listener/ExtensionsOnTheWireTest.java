package io.postern.internal.listener;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.postern.AcceptedConnection;
import io.postern.Connection;
import io.postern.ConnectionFilter;
import io.postern.ConnectionRefused;
import io.postern.ConnectionVerdict;
import io.postern.PeerHandshakeRequest;
import io.postern.RefusalReason;
import io.postern.internal.config.ListenerConfig;
import io.postern.internal.config.NegotiationConfig;
import io.postern.internal.config.Overflow;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.endpoint.DeployedEndpoint;
import io.postern.internal.extension.ProxyHeader;
import io.postern.internal.extension.ProxyProtocol;
import io.postern.internal.testing.RecordedLog;
import io.postern.netty.NettyConnection;
import io.postern.netty.NettyConnectionExtension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A listener behind a proxy that speaks the PROXY protocol, with a filter behind that. */
@Timeout(60)
@ParameterizedClass
@EnumSource(
        value = TlsProvider.class,
        names = {"OPENSSL", "JDK"})
class ExtensionsOnTheWireTest {

    private static final InetSocketAddress CLIENT = new InetSocketAddress("203.0.113.9", 51_324);
    private static final InetSocketAddress BANNED = new InetSocketAddress("203.0.113.66", 6);

    private static final Duration BRIEF = Duration.ofMillis(200);

    private static final AtomicReference<Channel> SEEN = new AtomicReference<>();

    private static TestListener listener;

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern.listener");

    @Parameter TlsProvider engine;

    /** Says where its client is, as the connection and as the request had it. */
    @ServerEndpoint(value = "/where", configurator = Where.Noting.class)
    public static class Where {

        @OnMessage
        String where(String text, Session session, Connection connection) {
            return connection.remoteAddress() + " " + session.getUserProperties().get("address");
        }

        /** Notes what the request says. */
        public static class Noting extends ServerEndpointConfig.Configurator {
            @Override
            public void modifyHandshake(
                    ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse r) {
                PeerHandshakeRequest peer = (PeerHandshakeRequest) request;
                config.getUserProperties()
                        .put("address", peer.getRemoteAddress() + ":" + peer.getRemotePort());
            }
        }
    }

    /** Stays in the way, and does nothing. */
    private static final class Bystander implements NettyConnectionExtension {
        @Override
        public void begin(NettyConnection connection) {
            connection.addHandler(new Idle());
            connection.done();
        }
    }

    private static final class Idle extends ChannelInboundHandlerAdapter {
        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            SEEN.set(context.channel());
        }
    }

    private static ConnectionVerdict notStranger(AcceptedConnection connection) {
        return connection.remoteAddress().getHostString().equals("127.0.0.2")
                ? ConnectionVerdict.refuse("not the proxy")
                : ConnectionVerdict.accept();
    }

    private static ConnectionVerdict notBanned(AcceptedConnection connection) {
        return connection.remoteAddress().getAddress().equals(BANNED.getAddress())
                ? ConnectionVerdict.refuse("banned")
                : ConnectionVerdict.accept();
    }

    @BeforeParameterizedClassInvocation
    static void open(TlsProvider engine) throws Exception {
        listener =
                TestListener.extended(
                        engine,
                        UnaryOperator.identity(),
                        List.of(
                                (ConnectionFilter) ExtensionsOnTheWireTest::notStranger,
                                new ProxyProtocol(),
                                new Bystander(),
                                (ConnectionFilter) ExtensionsOnTheWireTest::notBanned),
                        where());
    }

    /** Its configurator lives as long as the listener. */
    private static DeployedEndpoint where() {
        return TestListener.deploy(Where.class, new Ledger());
    }

    @AfterParameterizedClassInvocation
    static void close() {
        listener.close();
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, TLSv1.3",
        "false, true, TLSv1.2",
        "true, false, TLSv1.2",
        "true, true, TLSv1.3"
    })
    void the_session_and_its_request_have_the_address_that_the_proxy_told(
            boolean binary, boolean byteByByte, String version) throws Exception {
        String header = binary ? ProxyHeader.v2(CLIENT) : ProxyHeader.v1(CLIENT);
        Socket tcp = new ProxiedSocket(listener.port(), header, byteByByte);
        try (RawClient client = RawClient.over(tcp, listener, version)) {
            Caller.upgrade(client, "/where");
            client.send(RawFrame.text("?"));
            assertThat(client.readFrame().text()).isEqualTo("/203.0.113.9:51324 203.0.113.9:51324");
            assertThat(SEEN.get().pipeline().toMap().values())
                    .isNotEmpty()
                    .noneMatch(Idle.class::isInstance)
                    .noneMatch(h -> h.getClass().getName().contains(".haproxy."))
                    .noneMatch(h -> h.getClass().getName().contains(".extension."));
        }
        Counted.from(listener).awaitNothingLeft();
    }

    @Test
    void who_is_refused_by_its_address_hears_nothing_and_is_known_by_it() throws Exception {
        Counted counted = Counted.from(listener);
        listener.events().clear();
        try (PlainClient client = PlainClient.connect(listener)) {
            client.send(ProxyHeader.v1(BANNED));
            assertThat(client.readAll()).isEmpty();
        }
        counted.oneRefusal(RefusalReason.REFUSED_BY_EXTENSION);
        await().until(() -> !listener.events().isEmpty());
        assertThat(listener.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        ConnectionRefused.class,
                        refused -> {
                            assertThat(refused.peer()).contains(BANNED);
                            assertThat(refused.validator()).isEqualTo(Optional.empty());
                            assertThat(refused.detail()).endsWith(": banned");
                        });
        assertThat(log.lines())
                .filteredOn(line -> line.contains("POSTERN2003"))
                .singleElement()
                .asString()
                .contains("refused /203.0.113.66:6: REFUSED_BY_EXTENSION, refused by ");
    }

    @Test
    void who_is_refused_when_it_is_accepted_is_gone_before_it_has_said_a_word() throws Exception {
        Counted counted = Counted.from(listener);
        try (PlainClient stranger = PlainClient.connectFrom("127.0.0.2", listener)) {
            assertThat(stranger.readAll()).isEmpty();
        }
        counted.oneRefusal(RefusalReason.REFUSED_BY_EXTENSION);
    }

    @Test
    void who_does_not_finish_its_header_in_time_is_refused() throws Exception {
        UnaryOperator<ListenerConfig> brief =
                With.negotiation(new NegotiationConfig(1, 1, BRIEF, Overflow.DROP_OLDEST));
        try (TestListener other =
                TestListener.extended(engine, brief, List.of(new ProxyProtocol()), where())) {
            Counted counted = Counted.from(other);
            try (PlainClient client = PlainClient.connect(other).send("PROXY ")) {
                assertThat(client.readAll()).isEmpty();
            }
            counted.oneRefusal(RefusalReason.TIMED_OUT_IN_TLS);
        }
    }

    @Test
    void a_hello_without_a_header_is_refused_and_gets_no_alert() throws Exception {
        Counted counted = Counted.from(listener);
        try (PlainClient client = PlainClient.connect(listener)) {
            client.send(ClientHello.of(listener.clientTls()));
            client.awaitClosed();
        }
        counted.oneRefusal(RefusalReason.REFUSED_BY_EXTENSION);
    }

    @Test
    void plain_http_behind_the_header_is_told_so_as_ever() throws Exception {
        Counted counted = Counted.from(listener);
        try (PlainClient client = PlainClient.connect(listener)) {
            client.send(ProxyHeader.v2(CLIENT) + "GET / HTTP/1.1\r\n\r\n");
            assertThat(new String(client.readAll(), ISO_8859_1)).startsWith("HTTP/1.1 400 ");
        }
        counted.oneRefusal(RefusalReason.NOT_TLS);
    }

    @Test
    void who_leaves_within_the_header_has_left() throws Exception {
        Counted counted = Counted.from(listener);
        try (PlainClient client = PlainClient.connect(listener)) {
            client.send("PROXY TCP4 203.");
        }
        counted.oneRefusal(RefusalReason.PEER_LEFT);
    }

    @Test
    void who_sends_no_header_takes_no_permit() throws Exception {
        Counted counted = Counted.from(listener);
        try (PlainClient client = PlainClient.connect(listener)) {
            client.send("PROXY ");
            await().until(() -> listener.statistics().openConnections() == 1);
            assertThat(listener.statistics().negotiating()).isZero();
            assertThat(listener.statistics().waiting()).isZero();
        }
        counted.awaitNothingLeft();
        assertThat(counted.refusals()).isEqualTo(Map.of(RefusalReason.PEER_LEFT, 1L));
    }

    /** Sends a header in front of what is written first, in one packet with it. */
    private static final class ProxiedSocket extends Socket {

        private final String header;
        private final boolean byteByByte;

        private ProxiedSocket(int port, String header, boolean byteByByte) throws IOException {
            super("127.0.0.1", port);
            setTcpNoDelay(true);
            this.header = header;
            this.byteByByte = byteByByte;
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new HeaderFirst(super.getOutputStream(), header, byteByByte);
        }
    }

    private static final class HeaderFirst extends FilterOutputStream {

        private final boolean byteByByte;
        private byte[] header;

        private HeaderFirst(OutputStream out, String header, boolean byteByByte) {
            super(out);
            this.header = header.getBytes(ISO_8859_1);
            this.byteByByte = byteByByte;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            ByteArrayOutputStream packet = new ByteArrayOutputStream();
            packet.writeBytes(header);
            packet.write(bytes, offset, length);
            boolean first = header.length > 0;
            header = new byte[0];
            if (first && byteByByte) {
                for (byte one : packet.toByteArray()) {
                    out.write(one);
                    out.flush();
                }
            } else {
                out.write(packet.toByteArray());
            }
        }
    }
}
