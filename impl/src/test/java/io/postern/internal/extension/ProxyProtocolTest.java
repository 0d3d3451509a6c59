package io.postern.internal.extension;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.RefusalReason;
import io.postern.internal.testing.RecordedLog;
import java.net.InetSocketAddress;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The header of the PROXY protocol, read by Netty's own decoder. */
class ProxyProtocolTest {

    /** Where the headers say that the client is. */
    private static final InetSocketAddress CLIENT = new InetSocketAddress("203.0.113.9", 51_324);

    private static final InetSocketAddress PEER = new InetSocketAddress("192.0.2.7", 4711);

    /** The beginning of a ClientHello. */
    private static final String HELLO = "\u0016\u0003\u0001\u0002\u0000 and so on";

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern");

    static Stream<String> headers() {
        return Stream.of(ProxyHeader.v1(CLIENT), ProxyHeader.v2(CLIENT));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("headers")
    void the_address_is_the_clients_and_the_rest_of_the_packet_goes_on(String header) {
        ExtendedChannel channel = ExtendedChannel.with(new ProxyProtocol());
        channel.send(header + HELLO);
        assertThat(channel.through()).isEqualTo(HELLO);
        assertThat(channel.peer()).isEqualTo(CLIENT);
        assertThat(channel.handlers()).isEmpty();
        channel.finish();
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("headers")
    void a_header_may_come_byte_by_byte(String header) {
        ExtendedChannel channel = ExtendedChannel.with(new ProxyProtocol());
        for (byte one : (header + HELLO).getBytes(ISO_8859_1)) {
            assertThat(channel.through()).isEqualTo("");
            channel.send(one);
            if (channel.handlers().isEmpty()) {
                break;
            }
        }
        assertThat(channel.send(HELLO).through()).isEqualTo(HELLO);
        assertThat(channel.peer()).isEqualTo(CLIENT);
        channel.finish();
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("headers")
    void nothing_goes_on_before_the_header_is_complete(String header) {
        ExtendedChannel channel = ExtendedChannel.with(new ProxyProtocol());
        channel.send(header.substring(0, header.length() - 1));
        assertThat(channel.through()).isEmpty();
        assertThat(channel.peer()).isEqualTo(PEER);
        assertThat(channel.isRefused()).isFalse();
        channel.finishAndReleaseAll();
    }

    @Test
    void a_proxy_that_asks_on_its_own_account_is_the_client() {
        ExtendedChannel channel = ExtendedChannel.with(new ProxyProtocol());
        channel.send(ProxyHeader.local() + HELLO);
        assertThat(channel.through()).isEqualTo(HELLO);
        assertThat(channel.peer()).isEqualTo(PEER);
        channel.finish();
    }

    static Stream<String> noHeaders() {
        return Stream.of(
                HELLO + "x".repeat(200),
                "PROXY TCP4 nonsense\r\n" + HELLO,
                "PROXY TCP4 203.0.113.9 192.0.2.1 70000 443\r\n" + HELLO,
                "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "PROXY TCP4 " + "9".repeat(200),
                ProxyHeader.V2_SIGNATURE + "\u0021\u0011\u007f\u007f" + "x".repeat(2_000));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("noHeaders")
    void a_connection_without_a_header_that_can_be_read_is_refused(String bytes) {
        ExtendedChannel channel = ExtendedChannel.with(new ProxyProtocol());
        channel.send(bytes);
        assertThat(channel.reason()).isEqualTo(RefusalReason.REFUSED_BY_EXTENSION);
        assertThat(channel.detail())
                .isEqualTo(
                        "refused by "
                                + ProxyProtocol.class.getName()
                                + ": what the peer sent cannot be read:"
                                + " io.netty.handler.codec.haproxy.HAProxyProtocolException");
        assertThat(channel.through()).isEmpty();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void a_filter_behind_it_sees_the_client() {
        ExtendedChannel channel =
                ExtendedChannel.with(new ProxyProtocol(), new PrivateNetworksOnly());
        channel.send(ProxyHeader.v1(new InetSocketAddress("10.1.2.3", 1)) + HELLO);
        assertThat(channel.through()).isEqualTo(HELLO);
        channel.finish();

        channel = ExtendedChannel.with(new ProxyProtocol(), new PrivateNetworksOnly());
        channel.send(ProxyHeader.v1(CLIENT) + HELLO);
        assertThat(channel.detail()).endsWith(": not from a private network");
    }
}
