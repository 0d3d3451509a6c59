package io.postern.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.it.app.Echo;
import io.postern.it.support.Application;
import io.postern.it.support.Client;
import io.postern.it.support.Ports;
import io.postern.it.support.ServerLog;
import io.postern.it.support.TestKeyStore;
import io.postern.it.support.Wars;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two applications on one server, on ports of their own or on the same. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class TwoApplicationsIT {

    private static final TestKeyStore KEY_STORE = TestKeyStore.create();
    private static final int PORT = Ports.choose();

    @ArquillianResource Deployer deployer;

    @Deployment(name = "first", testable = false)
    static WebArchive first() {
        return war("first").build();
    }

    @Deployment(name = "second", managed = false, testable = false)
    static WebArchive second() {
        return war("second").build();
    }

    @Deployment(name = "neighbour", managed = false, testable = false)
    static WebArchive neighbour() {
        return war("neighbour").property("wss.port", 0).build();
    }

    private static Wars war(String name) {
        return Wars.named(name).with(Echo.class).keyStore(KEY_STORE).property("wss.port", PORT);
    }

    @Test
    void the_second_fails_with_host_and_port_and_the_first_lives_on() throws Exception {
        Application first = new Application("first", KEY_STORE);
        Client connected = first.connect("/echo/a");
        ServerLog log = new ServerLog();

        assertThatThrownBy(() -> deployer.deploy("second")).hasStackTraceContaining("POSTERN1001");
        deployer.undeploy("second");

        log.awaiting("cannot listen on 127.0.0.1:" + PORT + " (wss.host, wss.port)");
        assertThat(connected.ask("still here")).isEqualTo("a says still here");
        assertThat(first.connect("/echo/b").ask("welcome")).isEqualTo("b says welcome");
    }

    @Test
    void one_on_a_port_of_its_own_comes_and_goes_and_the_first_lives_on() throws Exception {
        Client connected = new Application("first", KEY_STORE).connect("/echo/a");
        deployer.deploy("neighbour");
        Application neighbour = new Application("neighbour", KEY_STORE);
        assertThat(neighbour.port()).isNotEqualTo(PORT);
        Client guest = neighbour.connect("/echo/c");
        assertThat(guest.ask("hello")).isEqualTo("c says hello");

        deployer.undeploy("neighbour");

        assertThat(guest.next()).startsWith("closed 1001");
        assertThat(connected.ask("still here")).isEqualTo("a says still here");
        assertThat(new Application("first", KEY_STORE).connect("/echo/b").ask("welcome"))
                .isEqualTo("b says welcome");
    }
}
