package io.postern.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.it.app.Echo;
import io.postern.it.support.Server;
import io.postern.it.support.ServerFeature;
import io.postern.it.support.TestKeyStore;
import io.postern.it.support.TestedServer;
import io.postern.it.support.Wars;
import java.net.http.HttpResponse;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server with MicroProfile Health asks the listener whether it is ready. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class HealthIT {

    private static final TestKeyStore KEY_STORE = TestKeyStore.create();

    @ArquillianResource Deployer deployer;

    @Deployment(name = "ready", managed = false, testable = false)
    static WebArchive war() {
        return Wars.named("ready").with(Echo.class).keyStore(KEY_STORE).build();
    }

    @Test
    void the_server_is_ready_when_the_listener_is() throws Exception {
        ServerFeature health = TestedServer.CURRENT.health();
        health.add();
        try {
            deployer.deploy("ready");
            await().untilAsserted(
                            () -> {
                                HttpResponse<String> ready =
                                        Server.get(TestedServer.CURRENT.readiness());
                                assertThat(ready.statusCode()).isEqualTo(200);
                                assertThat(ready.body())
                                        .contains("\"name\":\"postern\"")
                                        .contains("\"default.state\":\"OPEN\"");
                            });
            deployer.undeploy("ready");
            await().untilAsserted(
                            () ->
                                    assertThat(Server.get(TestedServer.CURRENT.readiness()).body())
                                            .doesNotContain("default.state"));
        } finally {
            health.remove();
        }
    }
}
