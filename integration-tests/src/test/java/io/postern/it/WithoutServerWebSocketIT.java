package io.postern.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.postern.it.app.AddingListener;
import io.postern.it.app.Echo;
import io.postern.it.app.Greeter;
import io.postern.it.app.GreeterConfig;
import io.postern.it.app.Plain;
import io.postern.it.support.Application;
import io.postern.it.support.ServerFeature;
import io.postern.it.support.TestKeyStore;
import io.postern.it.support.TestedServer;
import io.postern.it.support.Wars;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server whose own WebSocket support is off: the standard names are the listener's. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class WithoutServerWebSocketIT {

    private static final TestKeyStore KEY_STORE = TestKeyStore.create();

    private static final Optional<ServerFeature> WEB_SOCKET = TestedServer.CURRENT.webSocket();

    @ArquillianResource Deployer deployer;

    @Deployment(name = "standard", managed = false, testable = false)
    static WebArchive standard() {
        return Wars.named("standard")
                .with(AddingListener.class, Greeter.class, Echo.class)
                .keyStore(KEY_STORE)
                .build();
    }

    @Deployment(name = "chosen", managed = false, testable = false)
    static WebArchive chosen() {
        return Wars.named("chosen")
                .with(GreeterConfig.class, Greeter.class, Echo.class, Plain.class)
                .keyStore(KEY_STORE)
                .build();
    }

    @BeforeAll
    static void switch_it_off() throws Exception {
        assumeThat(WEB_SOCKET).as("a server that works without it").isPresent();
        WEB_SOCKET.get().remove();
    }

    @AfterAll
    static void switch_it_on() throws Exception {
        if (WEB_SOCKET.isPresent()) {
            WEB_SOCKET.get().add();
        }
    }

    @Test
    void the_standard_attribute_leads_to_the_listener_s_container() throws Exception {
        deployer.deploy("standard");
        try {
            Application application = new Application("standard", KEY_STORE);
            assertThat(application.connect("/by-standard-attribute").next()).isEqualTo("welcome");
            assertThat(application.connect("/by-attribute").next()).isEqualTo("welcome");
            assertThat(application.connect("/echo/a").ask("hi")).isEqualTo("a says hi");
        } finally {
            deployer.undeploy("standard");
        }
    }

    @Test
    void an_application_config_hands_nothing_to_anybody_else_and_is_no_problem() throws Exception {
        deployer.deploy("chosen");
        try {
            Application application = new Application("chosen", KEY_STORE);
            assertThat(application.connect("/greeter").next()).isEqualTo("welcome");
            assertThat(application.connect("/plain").ask("a")).isEqualTo("201");
            assertThat(application.status("/echo/a")).isEqualTo(404);
        } finally {
            deployer.undeploy("chosen");
        }
    }
}
