package io.postern.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.it.app.AllEndpoints;
import io.postern.it.app.Echo;
import io.postern.it.app.Greeter;
import io.postern.it.app.GreeterConfig;
import io.postern.it.app.IllegalPlain;
import io.postern.it.app.Plain;
import io.postern.it.support.Application;
import io.postern.it.support.FailedStart;
import io.postern.it.support.Ports;
import io.postern.it.support.Server;
import io.postern.it.support.TestKeyStore;
import io.postern.it.support.Wars;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Faults that are found only when the servlet container has shown its classes; on Liberty, that is
 * after CDI has been asked for problems. The application does not start all the same.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class StartupFaultsIT {

    private static final TestKeyStore KEY_STORE = TestKeyStore.create();
    private static final int PORT = Ports.choose();

    @ArquillianResource Deployer deployer;

    @Deployment(name = "good-again", managed = false, testable = false)
    static WebArchive goodAgain() {
        return war("good-again").build();
    }

    @Test
    void an_illegal_endpoint_class_that_is_no_bean_stops_the_start() throws Exception {
        try (FailedStart start = FailedStart.of(war("illegal-plain").with(IllegalPlain.class))) {
            start.assertLogged(
                    "POSTERN1001: The WebSocket listener cannot be deployed",
                    IllegalPlain.class.getName() + ".close returns a value");
            assertNothingIsServed("illegal-plain", "/illegal-plain");
        }
    }

    @Test
    void an_application_config_that_hands_endpoints_to_the_server_stops_the_start()
            throws Exception {
        try (FailedStart start = FailedStart.of(war("both-doors").with(AllEndpoints.class))) {
            start.assertLogged(
                    "POSTERN1001: The WebSocket listener cannot be deployed",
                    AllEndpoints.class.getName()
                            + " hands "
                            + Echo.class.getName()
                            + " to the server",
                    "wss.container-endpoints=allow");
            assertNothingIsServed("both-doors", "/echo/a");
        }
    }

    @Test
    void so_does_one_that_hands_programmatic_endpoints_to_it() throws Exception {
        Wars war = war("both-doors-by-path").with(GreeterConfig.class, Greeter.class, Plain.class);
        try (FailedStart start = FailedStart.of(war)) {
            start.assertLogged(
                    "POSTERN1001: The WebSocket listener cannot be deployed",
                    GreeterConfig.class.getName() + " hands \"/greeter\" to the server",
                    "remove that ServerApplicationConfig");
            assertNothingIsServed("both-doors-by-path", "/echo/a");
        }
    }

    private static Wars war(String name) {
        return Wars.named(name).with(Echo.class).keyStore(KEY_STORE).property("wss.port", PORT);
    }

    private static void assertNothingIsServed(String name, String path) {
        assertThat(Ports.isFree(PORT)).isTrue();
        assertThat(Server.upgradeStatus(name + path)).isEqualTo(404);
        assertThat(Server.get(name + "/listener").statusCode()).isEqualTo(404);
    }

    @AfterEach
    void a_good_deployment_works_on_the_port() throws Exception {
        deployer.deploy("good-again");
        assertThat(new Application("good-again", KEY_STORE).connect("/echo/a").ask("hello"))
                .isEqualTo("a says hello");
        deployer.undeploy("good-again");
    }
}
