package io.postern.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.it.app.AllEndpoints;
import io.postern.it.app.Echo;
import io.postern.it.app.Plain;
import io.postern.it.support.Application;
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

/** The server's own port, without TLS, while the server's own WebSocket support is on. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class PlainPortIT {

    private static final TestKeyStore KEY_STORE = TestKeyStore.create();

    @Deployment(name = "withheld", testable = false)
    static WebArchive withheld() {
        return war("withheld").build();
    }

    @Deployment(name = "allowed", testable = false)
    static WebArchive allowed() {
        return war("allowed").property("wss.container-endpoints", "allow").build();
    }

    @Deployment(name = "foreign", testable = false)
    static WebArchive foreign() {
        return war("foreign")
                .with(AllEndpoints.class)
                .property("wss.container-endpoints", "allow")
                .build();
    }

    private static Wars war(String name) {
        return Wars.named(name).with(Echo.class, Plain.class).keyStore(KEY_STORE);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"echo/a", "plain"})
    void answers_404_for_the_path_of_an_endpoint_bean_or_not(String path) throws Exception {
        assertThat(Server.upgradeStatus("withheld/" + path)).isEqualTo(404);
        new Application("withheld", KEY_STORE).connect("/" + path);
    }

    @Test
    void serves_the_same_classes_where_both_doors_are_allowed() throws Exception {
        assertThat(Server.connectPlain("allowed/echo/a").ask("hi")).isEqualTo("a says hi");
        assertThat(new Application("allowed", KEY_STORE).connect("/echo/a").ask("hi"))
                .isEqualTo("a says hi");
    }

    @Test
    void allow_permits_an_application_config_that_hands_endpoints_to_the_server() throws Exception {
        assertThat(Server.connectPlain("foreign/echo/a").ask("hi")).isEqualTo("a says hi");
        assertThat(new Application("foreign", KEY_STORE).connect("/echo/a").ask("hi"))
                .isEqualTo("a says hi");
    }
}
