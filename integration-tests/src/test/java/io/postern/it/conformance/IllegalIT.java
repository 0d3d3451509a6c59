package io.postern.it.conformance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.it.support.ServerLog;
import io.postern.it.support.TestKeyStore;
import io.postern.it.support.Wars;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** Illegal endpoint classes in a WAR. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class IllegalIT extends IllegalConformance {

    private static String report = "";

    @ArquillianResource Deployer deployer;

    @Deployment(name = "illegal", managed = false, testable = false)
    static WebArchive war() {
        return Wars.named("illegal")
                .with(IllegalEndpoints.class, IllegalPaths.class)
                .keyStore(TestKeyStore.create())
                .property("wss.port", PORT)
                .build();
    }

    @Override
    String report() {
        if (report.isEmpty()) {
            ServerLog log = new ServerLog();
            assertThatThrownBy(() -> deployer.deploy("illegal"))
                    .hasStackTraceContaining("POSTERN1001");
            deployer.undeploy("illegal");
            report = log.awaiting("POSTERN1001: The WebSocket listener cannot be deployed");
        }
        return report;
    }
}
