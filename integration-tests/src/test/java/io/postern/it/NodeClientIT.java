package io.postern.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.it.app.Echo;
import io.postern.it.support.Application;
import io.postern.it.support.NodeClient;
import io.postern.it.support.TestKeyStore;
import io.postern.it.support.Wars;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A client that is no Java: the npm package {@code ws}. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class NodeClientIT {

    private static final TestKeyStore KEY_STORE = TestKeyStore.create();

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.named("node-client")
                .with(Echo.class)
                .keyStore(KEY_STORE)
                .property("wss.max-message-size", "1m")
                .build();
    }

    @Test
    void the_npm_package_ws_gets_along_with_the_listener() throws Exception {
        Application application = new Application("node-client", KEY_STORE);
        NodeClient client = NodeClient.install();

        assertThat(client.run(application.uri("/echo/").toString(), KEY_STORE.pem().toString()))
                .containsExactly(
                        "text: node says grüß Gott 👋",
                        "binary of 1 MiB unchanged: true",
                        "text of 600 kB unchanged: true",
                        "fragments: node says one two",
                        "pong: from the client",
                        "ping: from the server after node says ping me",
                        "its pong arrived: pong from the server",
                        "closed by us: 4321 good bye",
                        "closed by the server: 4002 as you wish");
        await().untilAsserted(
                        () ->
                                assertThat(application.journal())
                                        .contains("node closed with 4321 good bye"));
    }
}
