package io.postern.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.it.app.Echo;
import io.postern.it.app.Illegal;
import io.postern.it.support.Application;
import io.postern.it.support.Ports;
import io.postern.it.support.ServerLog;
import io.postern.it.support.TestKeyStore;
import io.postern.it.support.TestedServer;
import io.postern.it.support.TokenIssuer;
import io.postern.it.support.Wars;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.assertj.core.api.AbstractStringAssert;
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
 * Faults that must fail the deployment, each with all that is wrong in one message. After each the
 * port is free and a good application is deployed on it.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ConfigurationFaultsIT {

    private static final TestKeyStore KEY_STORE = TestKeyStore.create();
    private static final int PORT = Ports.choose();
    private static final Path NOWHERE = Path.of("target", "no-such.p12").toAbsolutePath();
    private static final String WRONG_PASSWORD = "wrong-" + TestKeyStore.PASSWORD;

    @ArquillianResource Deployer deployer;

    @Deployment(name = "missing-key-store", managed = false, testable = false)
    static WebArchive missingKeyStore() {
        return war("missing-key-store").property("wss.tls.key-store.p12.path", NOWHERE).build();
    }

    @Deployment(name = "wrong-password", managed = false, testable = false)
    static WebArchive wrongPassword() {
        return war("wrong-password")
                .property("wss.tls.key-store.p12.password", WRONG_PASSWORD)
                .build();
    }

    @Deployment(name = "unknown-key", managed = false, testable = false)
    static WebArchive unknownKey() {
        return war("unknown-key").property("wss.negotation.parallel", 8).build();
    }

    @Deployment(name = "illegal-endpoint", managed = false, testable = false)
    static WebArchive illegalEndpoint() {
        return war("illegal-endpoint").with(Illegal.class).build();
    }

    @Deployment(name = "without-jose4j", managed = false, testable = false)
    static WebArchive withoutJose4j() {
        return war("without-jose4j")
                .property("wss.identity.sources", "certificate,authorization")
                .property("mp.jwt.verify.publickey", TokenIssuer.create().publicKey())
                .property("mp.jwt.verify.issuer", TokenIssuer.NAME)
                .build();
    }

    @Deployment(name = "several", managed = false, testable = false)
    static WebArchive several() {
        return war("several")
                .with(Illegal.class)
                .property("wss.tls.key-store.p12.password", WRONG_PASSWORD)
                .property("wss.negotation.parallel", 8)
                .property("wss.max-message-size", "plenty")
                .build();
    }

    @Deployment(name = "good", managed = false, testable = false)
    static WebArchive good() {
        return war("good").build();
    }

    private static Wars war(String name) {
        return Wars.named(name).with(Echo.class).keyStore(KEY_STORE).property("wss.port", PORT);
    }

    @Test
    void a_missing_key_store_is_named() throws Exception {
        assertFailure("missing-key-store")
                .contains("problems found: 1")
                .contains("'" + NOWHERE + "' does not exist");
    }

    @Test
    void a_wrong_password_names_store_and_key_and_not_the_password() throws Exception {
        assertFailure("wrong-password")
                .contains("problems found: 1")
                .contains(KEY_STORE.path().toString())
                .contains("the password is wrong")
                .contains("wss.tls.key-store.p12.password");
    }

    @Test
    void a_port_in_use_names_host_and_port() throws Exception {
        try (ServerSocket held = Ports.hold(PORT)) {
            assertFailure("good")
                    .contains("problems found: 1")
                    .contains("cannot listen on 127.0.0.1:" + held.getLocalPort());
        }
    }

    @Test
    void an_unknown_key_names_the_nearest_known_one() throws Exception {
        assertFailure("unknown-key")
                .contains("problems found: 1")
                .contains("wss.negotation.parallel (from ")
                .contains("did you mean wss.negotiation.parallel?");
    }

    @Test
    void an_illegal_endpoint_class_names_the_method_and_the_parameter() throws Exception {
        assertFailure("illegal-endpoint")
                .contains("problems found: 1")
                .contains(Illegal.class.getName() + ".message")
                .contains("java.util.Map<java.lang.String, java.lang.String>");
    }

    @Test
    void tokens_without_what_verifies_them_name_the_dependency() throws Exception {
        assertFailure("without-jose4j")
                .contains("problems found: 1")
                .contains("add the Maven dependency org.bitbucket.b_c:jose4j:");
    }

    @Test
    void several_faults_are_told_together() throws Exception {
        try (ServerSocket held = Ports.hold(PORT)) {
            assertFailure("several")
                    .contains("problems found: 5")
                    .contains("the password is wrong")
                    .contains("did you mean wss.negotiation.parallel?")
                    .contains("wss.max-message-size=plenty")
                    .contains(Illegal.class.getName() + ".message")
                    .contains("cannot listen on 127.0.0.1:" + held.getLocalPort());
        }
    }

    @AfterEach
    void a_good_deployment_works_on_the_port() throws Exception {
        assertThat(Ports.isFree(PORT)).isTrue();
        deployer.deploy("good");
        assertThat(new Application("good", KEY_STORE).connect("/echo/a").ask("hello"))
                .isEqualTo("a says hello");
        deployer.undeploy("good");
    }

    /** Deploys; what follows is asserted of what the server has logged meanwhile. */
    private AbstractStringAssert<?> assertFailure(String deployment) throws IOException {
        ServerLog log = new ServerLog();
        assertThatThrownBy(() -> deployer.deploy(deployment))
                .hasStackTraceContaining("POSTERN1001");
        deployer.undeploy(deployment);
        String text =
                log.awaiting(
                        TestedServer.CURRENT.failedDeployment(),
                        "POSTERN1001: The WebSocket listener cannot be deployed");
        assertThat(ServerLog.filesWith(TestKeyStore.PASSWORD)).isEmpty();
        return assertThat(text);
    }
}
