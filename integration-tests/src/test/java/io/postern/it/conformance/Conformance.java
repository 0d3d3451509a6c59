package io.postern.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.it.support.Client;
import io.postern.it.support.RawClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;

/** What all chapters of the suite do. */
abstract class Conformance {

    private Environment environment;

    @BeforeEach
    void in(Environment given) {
        environment = given;
    }

    final Client connect(String target) {
        return connect(target, builder -> builder);
    }

    final Client connect(String target, UnaryOperator<WebSocket.Builder> handshake) {
        return environment.connect(target, handshake);
    }

    /** Sends one message on a connection of its own and takes the answer. */
    final String ask(String target, String message) throws InterruptedException {
        return connect(target).ask(message);
    }

    /** Connects and has read the 101; the client sees single frames. */
    final RawClient connectRaw(String target, String... headers) throws IOException {
        RawClient client = environment.connectRaw();
        assertThat(client.upgrade(target, headers)).startsWith("HTTP/1.1 101 ");
        return client;
    }

    /** The response to an upgrade request. */
    final String upgrade(String target, String... headers) throws IOException {
        try (RawClient client = environment.connectRaw()) {
            return client.upgrade(target, headers);
        }
    }

    final URI uri(String target) {
        return environment.uri(target);
    }

    /** What the application has put into its {@link Notes}. */
    final List<String> notes() throws InterruptedException {
        Client client = connect("/notes");
        String all = client.ask("");
        client.close(1000, "");
        return all.lines().toList();
    }

    /** Some servers write their log a moment later. */
    final void assertLogged(String... parts) {
        await().untilAsserted(() -> assertThat(environment.log()).contains(parts));
    }
}
