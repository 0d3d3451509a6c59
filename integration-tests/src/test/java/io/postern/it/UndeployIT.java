package io.postern.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.it.app.Echo;
import io.postern.it.support.Application;
import io.postern.it.support.Client;
import io.postern.it.support.Ports;
import io.postern.it.support.Server;
import io.postern.it.support.ServerLog;
import io.postern.it.support.TestKeyStore;
import io.postern.it.support.TestedServer;
import io.postern.it.support.ThreadsServlet;
import io.postern.it.support.Wars;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an undeployed application leaves behind: nothing. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class UndeployIT {

    private static final int DEPLOYMENTS = 6;
    private static final Pattern LISTENER_THREAD =
            Pattern.compile("postern-|globalEventExecutor|threadDeathWatcher|ObjectCleaner");
    private static final TestKeyStore KEY_STORE = TestKeyStore.create();
    private static final int PORT = Ports.choose();

    @ArquillianResource Deployer deployer;

    /** A bystander that stays, without a listener of its own. */
    @Deployment(name = "probe", order = 1, testable = false)
    static WebArchive probe() {
        return ShrinkWrap.create(WebArchive.class, "probe.war").addClass(ThreadsServlet.class);
    }

    @Deployment(name = "brief", order = 2, managed = false, testable = false)
    static WebArchive brief() {
        return Wars.named("brief")
                .with(Echo.class)
                .keyStore(KEY_STORE)
                .property("wss.port", PORT)
                .property("wss.tls.provider", "openssl")
                .build();
    }

    @Test
    void redeploying_under_connected_clients_leaves_no_port_no_thread_and_no_crash()
            throws Exception {
        Application application = new Application("brief", KEY_STORE);
        ServerLog log = new ServerLog();
        for (int i = 0; i < DEPLOYMENTS; i++) {
            deployer.deploy("brief");
            Client talking = application.connect("/echo/a");
            assertThat(talking.ask("hello")).isEqualTo("a says hello");
            Client silent = application.connect("/echo/b");
            assertThat(listenerThreads()).isNotEmpty();

            deployer.undeploy("brief");

            assertThat(talking.next()).startsWith("closed 1001");
            assertThat(silent.next()).startsWith("closed 1001");
            assertThat(Ports.isFree(PORT)).isTrue();
            assertThat(listenerThreads()).isEmpty();
        }
        assertThat(log.text())
                .doesNotContain(TestedServer.CURRENT.classNeededTooLate())
                .doesNotContain("NoClassDefFoundError", "POSTERN2004");
        assertThat(Server.crashReports()).isEmpty();
    }

    /** Those that a listener makes, and the ones that Netty may make for it. */
    private static List<String> listenerThreads() {
        return Server.get("probe/threads")
                .body()
                .lines()
                .filter(LISTENER_THREAD.asPredicate())
                .toList();
    }
}
