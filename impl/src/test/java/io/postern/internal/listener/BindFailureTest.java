package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.internal.config.SocketConfig;
import io.postern.internal.config.TlsProvider;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A listener that cannot listen says why and leaves nothing behind; see also the leak check. */
@Timeout(60)
class BindFailureTest {

    @AfterEach
    void no_thread_is_left() {
        assertThat(TestListener.liveThreads()).isEmpty();
    }

    @Test
    void a_port_in_use_is_named_with_its_host() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> open("127.0.0.1", port))
                    .isInstanceOf(ListenerException.class)
                    .hasMessageContaining("127.0.0.1:" + port)
                    .hasMessageContaining("wss.test.host, wss.test.port")
                    .hasMessageContaining("Address already in use");
        }
    }

    @Test
    void the_probe_finds_it_as_well() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> probe("127.0.0.1", port))
                    .isInstanceOf(ListenerException.class)
                    .hasMessageContaining("127.0.0.1:" + port)
                    .hasMessageContaining("Address already in use");
        }
    }

    @Test
    void the_probe_leaves_a_free_port_free() throws Exception {
        int port = FreePorts.choose();
        probe("127.0.0.1", port);
        FreePorts.awaitFree(port);
    }

    @Test
    void an_address_of_another_machine_is_named() {
        assertThatThrownBy(() -> open("192.0.2.1", 8444))
                .isInstanceOf(ListenerException.class)
                .hasMessageContaining("192.0.2.1:8444");
    }

    @Test
    void an_unknown_host_is_named() {
        assertThatThrownBy(() -> open("no-such-host.invalid", 8444))
                .isInstanceOf(ListenerException.class)
                .hasMessageContaining("wss.test.host=no-such-host.invalid");
    }

    private static void open(String host, int port) throws Exception {
        TestListener.open(TlsProvider.OPENSSL, With.address(host, port), EchoEndpoint.class);
    }

    private static void probe(String host, int port) throws Exception {
        new BindAddress(
                        "default",
                        new SocketConfig(
                                host, port, 1, SocketConfig.NO_LIMIT, SocketConfig.NO_LIMIT))
                .probe();
    }
}
