package io.postern.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.it.app.Echo;
import io.postern.it.support.Application;
import io.postern.it.support.Client;
import io.postern.it.support.OnEachEngine;
import io.postern.it.support.ServerLog;
import io.postern.it.support.TestKeyStore;
import io.postern.it.support.Wars;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** Messages over {@code wss://}, with the key store that the WAR names, on both TLS engines. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class EchoIT {

    private static final int CLIENTS = 20;
    private static final int MESSAGES = 50;

    private static final TestKeyStore KEY_STORE = TestKeyStore.create();
    private static final ServerLog LOG = new ServerLog();

    @Deployment(name = "openssl", testable = false)
    static WebArchive openssl() {
        return war("openssl");
    }

    @Deployment(name = "jdk", testable = false)
    static WebArchive jdk() {
        return war("jdk");
    }

    private static WebArchive war(String engine) {
        return Wars.named("echo-" + engine)
                .with(Echo.class)
                .keyStore(KEY_STORE)
                .property("wss.tls.provider", engine)
                .build();
    }

    private static Application application(String engine) {
        return new Application("echo-" + engine, KEY_STORE);
    }

    @OnEachEngine
    void the_engine_is_the_one_that_was_asked_for(String engine) {
        String name = engine.equals("jdk") ? "the JDK's TLS engine" : "BoringSSL";

        assertThat(LOG.text())
                .contains(
                        "POSTERN2001: Listener 'default' listens on wss://127.0.0.1:%d/ with %s, %s"
                                .formatted(application(engine).port(), name, KEY_STORE.path()));
    }

    @OnEachEngine
    void text_comes_back_with_the_path_parameter(String engine) throws Exception {
        Client client = application(engine).connect("/echo/Zo%C3%AB%20B");

        assertThat(client.ask("grüß Gott 👋")).isEqualTo("Zoë B says grüß Gott 👋");
    }

    @OnEachEngine
    void binary_comes_back_unchanged(String engine) throws Exception {
        byte[] message = new byte[60_000];
        ThreadLocalRandom.current().nextBytes(message);
        Client client = application(engine).connect("/echo/a");

        assertThat(client.send(message).next()).isEqualTo(Client.binary(message));
    }

    @OnEachEngine
    void a_ping_of_the_client_is_answered_with_its_payload(String engine) throws Exception {
        Client client = application(engine).connect("/echo/a");

        assertThat(client.ping("from the client").next()).isEqualTo("pong from the client");
    }

    @OnEachEngine
    void the_answer_to_a_ping_of_the_endpoint_reaches_the_endpoint(String engine) throws Exception {
        Client client = application(engine).connect("/echo/a");

        assertThat(client.ask("ping me")).isEqualTo("a says ping me");
        assertThat(client.next()).isEqualTo("pong from the server");
    }

    @OnEachEngine
    void the_endpoint_learns_the_client_s_close_code(String engine) {
        Application application = application(engine);
        application.connect("/echo/leaver").close(4321, "good bye");

        await().untilAsserted(
                        () ->
                                assertThat(application.journal())
                                        .contains("leaver closed with 4321 good bye"));
    }

    @OnEachEngine
    void the_client_learns_the_endpoint_s_close_code(String engine) throws Exception {
        Client client = application(engine).connect("/echo/a");

        assertThat(client.ask("close me with 4002")).isEqualTo("closed 4002 as you wish");
    }

    @OnEachEngine
    void a_message_beyond_the_limit_closes_with_1009_and_does_not_fill_the_log(String engine)
            throws Exception {
        Client client = application(engine).connect("/echo/a");

        assertThat(client.send(new byte[65_537]).next()).startsWith("closed 1009");
        assertThat(LOG.text()).doesNotContain("CorruptedWebSocketFrameException");
    }

    @OnEachEngine
    void twenty_clients_at_once_each_get_their_own_answers_in_order(String engine)
            throws Exception {
        Application application = application(engine);
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Callable<List<String>>> conversations = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                String name = "client" + i;
                conversations.add(() -> converse(application.connect("/echo/" + name)));
            }
            List<Future<List<String>>> answers = threads.invokeAll(conversations);
            for (int i = 0; i < CLIENTS; i++) {
                assertThat(answers.get(i).get()).isEqualTo(expected("client" + i));
            }
        } finally {
            threads.shutdown();
        }
    }

    private static List<String> converse(Client client) throws InterruptedException {
        for (int i = 0; i < MESSAGES; i++) {
            client.send("message " + i);
        }
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            answers.add(client.next());
        }
        client.close(1000, "");
        return answers;
    }

    private static List<String> expected(String client) {
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            answers.add(client + " says message " + i);
        }
        return answers;
    }

    @OnEachEngine
    void the_injected_listener_tells_its_address_and_counts(String engine) throws Exception {
        Application application = application(engine);
        int before = application.listener("established");
        application.connect("/echo/a").ask("hello");

        assertThat(application.listener())
                .containsEntry("name", "default")
                .containsEntry("state", "OPEN")
                .containsEntry("host", "127.0.0.1")
                .containsEntry("negotiating", "0");
        assertThat(application.listener("established")).isEqualTo(before + 1);
        assertThat(application.listener("openSessions")).isPositive();
    }
}
