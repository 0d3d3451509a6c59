package io.postern.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.it.app.Echo;
import io.postern.it.support.Application;
import io.postern.it.support.OpenSocket;
import io.postern.it.support.ProcessServlet;
import io.postern.it.support.Server;
import io.postern.it.support.ServerProcess;
import io.postern.it.support.TestKeyStore;
import io.postern.it.support.TestedServer;
import io.postern.it.support.Wars;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tests open nothing to the network: neither the listener nor the server around it. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@EnabledOnOs(OS.LINUX)
class OnlyLoopbackIT {

    private static final TestKeyStore KEY_STORE = TestKeyStore.create();

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.named("loopback")
                .with(Echo.class, ProcessServlet.class)
                .keyStore(KEY_STORE)
                .build();
    }

    @Test
    void the_server_s_process_listens_on_127_0_0_1_only() throws Exception {
        // Some servers answer a moment after the deployment is done.
        await().until(() -> Server.get("loopback/process").statusCode() == 200);

        List<OpenSocket> sockets = ServerProcess.of("loopback").openSockets();

        int listener = new Application("loopback", KEY_STORE).port();
        assertThat(sockets).extracting(OpenSocket::port).contains(listener);
        assertThat(sockets)
                .filteredOn(socket -> !socket.isLocal())
                .hasSize(TestedServer.CURRENT.openToTheNetwork());
    }
}
