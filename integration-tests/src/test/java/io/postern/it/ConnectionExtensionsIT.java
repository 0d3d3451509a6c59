package io.postern.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.postern.it.app.BehindProxy;
import io.postern.it.support.Application;
import io.postern.it.support.Frame;
import io.postern.it.support.RawClient;
import io.postern.it.support.TestKeyStore;
import io.postern.it.support.Wars;
import java.io.IOException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Beans that see a connection before TLS: one refuses by address, one reads a proxy's header. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ConnectionExtensionsIT {

    private static final TestKeyStore KEY_STORE = TestKeyStore.create();

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.named("extended")
                .with(BehindProxy.class)
                .libraryOf(HAProxyMessageDecoder.class)
                .keyStore(KEY_STORE)
                .property("wss.listeners", "proxied")
                .property("wss.proxied.port", "0")
                .build();
    }

    private final Application standard = new Application("extended", KEY_STORE);
    private final Application proxied = standard.at("proxied", KEY_STORE.clientTls());

    @Test
    void the_client_is_the_one_that_the_proxy_has_told() throws Exception {
        try (RawClient client = behindProxy("10.1.2.3")) {
            assertThat(client.upgrade("/from")).startsWith("HTTP/1.1 101 ");
            client.send(Frame.text("?"));
            assertThat(client.read().text()).isEqualTo("10.1.2.3");
        }
    }

    @Test
    void a_filter_behind_it_refuses_that_client() {
        int before = proxied.listener("REFUSED_BY_EXTENSION");
        assertThatThrownBy(() -> behindProxy("203.0.113.9")).isInstanceOf(IOException.class);
        await().until(() -> proxied.listener("REFUSED_BY_EXTENSION") == before + 1);
    }

    @Test
    void a_client_that_comes_past_the_proxy_is_refused() {
        int before = proxied.listener("REFUSED_BY_EXTENSION");
        assertThatThrownBy(() -> RawClient.connect(proxied.port(), KEY_STORE.clientTls()))
                .isInstanceOf(IOException.class);
        await().until(() -> proxied.listener("REFUSED_BY_EXTENSION") == before + 1);
    }

    @Test
    void an_extension_of_one_listener_leaves_the_other_alone() throws Exception {
        assertThat(standard.connect("/from").ask("?")).isEqualTo("127.0.0.1");
        assertThat(standard.listener("REFUSED_BY_EXTENSION")).isZero();
    }

    private RawClient behindProxy(String client) throws IOException {
        return RawClient.connect(
                proxied.port(),
                KEY_STORE.clientTls(),
                "PROXY TCP4 %s 127.0.0.1 51324 8444\r\n".formatted(client));
    }
}
