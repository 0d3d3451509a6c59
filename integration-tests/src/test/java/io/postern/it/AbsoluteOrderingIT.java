package io.postern.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.postern.it.app.Echo;
import io.postern.it.app.Plain;
import io.postern.it.support.Application;
import io.postern.it.support.FailedStart;
import io.postern.it.support.Ports;
import io.postern.it.support.Server;
import io.postern.it.support.TestKeyStore;
import io.postern.it.support.TestedServer;
import io.postern.it.support.Wars;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A web.xml that says which jars the servlet container asks for initializers. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class AbsoluteOrderingIT {

    private static final TestKeyStore KEY_STORE = TestKeyStore.create();
    private static final int PORT = Ports.choose();
    private static final boolean APART = TestedServer.CURRENT.loadsInitializersApart();

    @ArquillianResource Deployer deployer;

    /** With this the server starts; its libraries are asked in any order. */
    @Deployment(name = "unordered", testable = false)
    static WebArchive unordered() {
        return Wars.named("unordered").with(Echo.class).keyStore(KEY_STORE).build();
    }

    @Deployment(name = "ordered", managed = false, testable = false)
    static WebArchive ordered() {
        return naming("<name>postern</name>", "ordered").build();
    }

    private static Wars naming(String jars, String war) {
        String webXml =
                """
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                    <absolute-ordering>%s</absolute-ordering>
                </web-app>
                """
                        .formatted(jars);
        return Wars.named(war)
                .with(Echo.class, Plain.class)
                .keyStore(KEY_STORE)
                .property("wss.port", PORT)
                .webInf("web.xml", webXml);
    }

    @Test
    void serves_all_endpoints_where_it_names_the_library() throws Exception {
        assumeThat(APART).as("a server that loads initializers apart").isFalse();
        deployer.deploy("ordered");
        try {
            Application application = new Application("ordered", KEY_STORE);
            assertThat(application.connect("/echo/a").ask("hi")).isEqualTo("a says hi");
            application.connect("/plain");
            assertThat(Server.upgradeStatus("ordered/echo/a")).isEqualTo(404);
            assertThat(Server.upgradeStatus("ordered/plain")).isEqualTo(404);
        } finally {
            deployer.undeploy("ordered");
        }
    }

    @Test
    void stops_the_start_where_it_leaves_the_library_out() throws Exception {
        assumeThat(APART).as("a server that loads initializers apart").isFalse();
        try (FailedStart start = FailedStart.of(naming("", "left-out"))) {
            start.assertLogged(
                    "POSTERN1001: The WebSocket listener cannot be deployed",
                    "the <absolute-ordering> of web.xml leaves Postern's jar out",
                    "add <name>postern</name> or <others/>");
            assertThat(Ports.isFree(PORT)).isTrue();
            assertThat(Server.upgradeStatus("left-out/echo/a")).isEqualTo(404);
        }
    }

    @Test
    void stops_the_start_where_the_server_cannot_order_libraries() throws Exception {
        assumeThat(APART).as("a server that loads initializers apart").isTrue();
        try (FailedStart start = FailedStart.of(naming("<name>postern</name>", "apart"))) {
            start.assertLogged("remove that from web.xml");
            assertThat(Ports.isFree(PORT)).isTrue();
            assertThat(Server.upgradeStatus("apart/echo/a")).isEqualTo(404);
        }
    }
}
