package io.postern.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.it.app.AddingListener;
import io.postern.it.app.Echo;
import io.postern.it.app.Greeter;
import io.postern.it.app.GreeterConfig;
import io.postern.it.app.Plain;
import io.postern.it.support.Application;
import io.postern.it.support.Client;
import io.postern.it.support.Server;
import io.postern.it.support.TestKeyStore;
import io.postern.it.support.Wars;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Endpoints that an application adds or chooses itself, beside the server's own WebSocket
 * container: WSC-6.2-1 to WSC-6.2-5, J-87 to J-89, D-16, D-17, D-18.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ProgrammaticEndpointsIT {

    private static final TestKeyStore KEY_STORE = TestKeyStore.create();

    private final Application adding = new Application("adding", KEY_STORE);
    private final Application choosing = new Application("choosing", KEY_STORE);

    @Deployment(name = "adding", testable = false)
    static WebArchive adding() {
        return Wars.named("adding")
                .with(AddingListener.class, Greeter.class, Echo.class)
                .keyStore(KEY_STORE)
                .build();
    }

    @Deployment(name = "choosing", testable = false)
    static WebArchive choosing() {
        return Wars.named("choosing")
                .with(GreeterConfig.class, Greeter.class, Echo.class, Plain.class)
                .keyStore(KEY_STORE)
                .property("wss.container-endpoints", "allow")
                .build();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/by-attribute", "/by-injection"})
    void a_context_listener_adds_an_endpoint(String path) throws Exception {
        Client client = adding.connect(path);
        assertThat(client.next()).isEqualTo("welcome");
        assertThat(client.ask("Ada")).isEqualTo("hello Ada");

        client.close(1000, "");

        await().untilAsserted(() -> assertThat(adding.journal()).contains("greeter closed 1000"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"by-attribute", "by-injection", "by-standard-attribute"})
    void the_server_s_own_port_does_not_serve_it(String path) {
        assertThat(Server.upgradeStatus("adding/" + path)).isEqualTo(404);
    }

    @Test
    void a_class_that_is_found_and_added_is_served() throws Exception {
        assertThat(adding.connect("/echo/a").ask("hi")).isEqualTo("a says hi");
    }

    @Test
    void the_standard_attribute_stays_the_server_s() {
        assertThat(adding.journal()).contains("the standard attribute is the server's");
    }

    @Test
    void an_application_config_chooses_what_is_served() throws Exception {
        assertThat(choosing.connect("/greeter").next()).isEqualTo("welcome");
        assertThat(choosing.connect("/plain").ask("a")).isEqualTo("201");
        assertThat(choosing.status("/echo/a")).isEqualTo(404);
    }
}
