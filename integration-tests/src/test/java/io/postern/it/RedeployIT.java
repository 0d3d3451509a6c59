package io.postern.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.postern.it.app.Brief;
import io.postern.it.app.Echo;
import io.postern.it.support.Application;
import io.postern.it.support.OnEachEngine;
import io.postern.it.support.OpenSocket;
import io.postern.it.support.Ports;
import io.postern.it.support.ProcessServlet;
import io.postern.it.support.Server;
import io.postern.it.support.ServerLog;
import io.postern.it.support.ServerProcess;
import io.postern.it.support.TestKeyStore;
import io.postern.it.support.TestedServer;
import io.postern.it.support.ThreadsServlet;
import io.postern.it.support.Traffic;
import io.postern.it.support.Wars;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What an application leaves behind that was undeployed, or whose deployment has failed: nothing,
 * however often. {@code -Dredeploy.rounds=30} does it more often.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@EnabledOnOs(OS.LINUX)
class RedeployIT {

    private static final int ROUNDS = Integer.getInteger("redeploy.rounds", 3);

    /** Of applications that a server has undeployed and may keep for a while, the last ones. */
    private static final int KEPT_LOADERS = 2;

    /** By how much a server's own pools may grow. */
    private static final int GROWTH = 20;

    private static final int COLLECTION_SECONDS = 180;
    private static final Pattern LISTENER_THREAD =
            Pattern.compile("postern-|globalEventExecutor|threadDeathWatcher|ObjectCleaner");
    private static final Pattern LISTENER_FILE = Pattern.compile("netty|postern-|boringssl");
    private static final TestKeyStore KEY_STORE = TestKeyStore.create();
    private static final int PORT = Ports.choose();

    private final ServerLog log = new ServerLog();
    private ServerProcess process;
    private int librariesBefore;

    @ArquillianResource Deployer deployer;

    /** A bystander that stays, without a listener of its own. */
    @Deployment(name = "probe", order = 1, testable = false)
    static WebArchive probe() {
        return ShrinkWrap.create(WebArchive.class, "probe.war")
                .addClasses(ThreadsServlet.class, ProcessServlet.class);
    }

    @Deployment(name = "brief-openssl", order = 2, managed = false, testable = false)
    static WebArchive openssl() {
        return war("openssl");
    }

    @Deployment(name = "brief-jdk", order = 3, managed = false, testable = false)
    static WebArchive jdk() {
        return war("jdk");
    }

    private static WebArchive war(String engine) {
        return Wars.named("brief-" + engine)
                .with(Echo.class, Brief.class)
                .keyStore(KEY_STORE)
                .property("wss.port", PORT)
                .property("wss.tls.provider", engine)
                .build();
    }

    @BeforeEach
    void findTheServer() throws IOException {
        // Some servers answer a moment after the deployment is done.
        await().until(() -> Server.get("probe/process").statusCode() == 200);
        process = ServerProcess.of("probe");
        librariesBefore = process.nativeLibraries().size();
    }

    @OnEachEngine
    void redeploying_under_traffic_leaves_no_port_no_thread_no_file_and_no_class_loader(
            String engine, TestReporter reporter) throws Exception {
        redeploy(engine);
        int threads = threads().size();
        int descriptors = process.descriptors().size();

        for (int i = 1; i < ROUNDS; i++) {
            redeploy(engine);
        }

        report(reporter, threads, descriptors);
        assertNothingIsLeft(0);
        assertThat(threads()).hasSizeLessThan(threads + GROWTH);
        assertThat(process.descriptors()).hasSizeLessThan(descriptors + GROWTH);
    }

    @Test
    void failed_deployments_leave_nothing_either_and_a_good_one_works_after_them()
            throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            try (ServerSocket taken = Ports.hold(PORT)) {
                assertThatThrownBy(() -> deployer.deploy("brief-openssl"))
                        .hasStackTraceContaining("POSTERN1001");
                deployer.undeploy("brief-openssl");
                assertThat(listenerThreads()).isEmpty();
            }
        }
        redeploy("openssl");

        assertNothingIsLeft(TestedServer.CURRENT.keepsFailedDeployments() ? ROUNDS : 0);
    }

    private void redeploy(String engine) throws Exception {
        String name = "brief-" + engine;
        deployer.deploy(name);
        Traffic traffic = new Traffic(new Application(name, KEY_STORE));
        assertThat(listenerThreads()).isNotEmpty();
        assertThat(process.openSockets()).extracting(OpenSocket::port).contains(PORT);
        if (engine.equals("openssl")) {
            assertThat(process.nativeLibraries()).isNotEmpty();
        }

        deployer.undeploy(name);

        assertThat(traffic.ends()).allMatch(end -> end.startsWith("closed 1001"));
        assertThat(process.openSockets()).extracting(OpenSocket::port).doesNotContain(PORT);
        assertThat(Ports.isFree(PORT)).isTrue();
        assertThat(listenerThreads()).isEmpty();
    }

    /**
     * @param failed how many applications that did not start the server keeps by itself
     */
    private void assertNothingIsLeft(int failed) throws IOException {
        await().atMost(COLLECTION_SECONDS, SECONDS)
                .pollInterval(1, SECONDS)
                .untilAsserted(
                        () ->
                                assertThat(process.loaders(Brief.class))
                                        .isLessThanOrEqualTo(KEPT_LOADERS + failed));
        assertThat(log.text())
                .doesNotContain(TestedServer.CURRENT.classNeededTooLate())
                .doesNotContain("NoClassDefFoundError", "POSTERN2004");
        assertThat(process.nativeLibraries())
                .hasSizeLessThanOrEqualTo(librariesBefore + KEPT_LOADERS + failed);
        assertThat(ServerProcess.temporaryFiles()).noneMatch(LISTENER_FILE.asPredicate());
        assertThat(Server.crashReports()).isEmpty();
    }

    /** For those who want to see the numbers. */
    private void report(TestReporter reporter, int threads, int descriptors) throws IOException {
        reporter.publishEntry(
                Map.of(
                        "threads", threads + " to " + threads().size(),
                        "descriptors", descriptors + " to " + process.descriptors().size(),
                        "class loaders", Long.toString(process.loaders(Brief.class)),
                        "native libraries", Integer.toString(process.nativeLibraries().size()),
                        "temporary files", ServerProcess.temporaryFiles().toString()));
    }

    private static List<String> threads() {
        return Server.get("probe/threads").body().lines().toList();
    }

    /** Those that a listener makes, and the ones that Netty may make for it. */
    private static List<String> listenerThreads() {
        return threads().stream().filter(LISTENER_THREAD.asPredicate()).toList();
    }
}
