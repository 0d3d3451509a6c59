package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.FastThreadLocal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Time, threads and the end of them. */
@Timeout(60)
class OcspClientLimitsTest {

    @RegisterExtension final OcspClients clients = new OcspClients();

    @Test
    void one_that_is_silent_is_waited_for_no_longer_than_allowed() throws Exception {
        OcspResponder responder =
                clients.opened(
                        OcspResponder.behaving((request, connection) -> clients.hang(connection)));
        clients.assertRefused(clients.client(responder.uri()), OcspClients.SHORT)
                .hasMessage("has not answered in the 300 ms that were left");
        clients.awaitGone();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n" + OcspClients.RIGHT_TYPE + "\r\n\r\n"
            })
    void nor_is_one_that_answers_by_drops(String beginning) throws Exception {
        OcspResponder responder =
                clients.opened(
                        OcspResponder.behaving(
                                (request, connection) -> {
                                    OcspClients.write(connection.getOutputStream(), beginning);
                                    clients.drip(connection);
                                }));
        clients.assertRefused(clients.client(responder.uri()), OcspClients.SHORT)
                .hasMessage("has not answered in the 300 ms that were left");
        clients.awaitGone();
    }

    @Test
    void nothing_is_asked_when_the_one_who_asks_is_interrupted() throws Exception {
        OcspResponder responder =
                clients.opened(
                        OcspResponder.behaving((request, connection) -> clients.hang(connection)));
        OcspClient client = clients.client(responder.uri());
        Thread.currentThread().interrupt();
        clients.assertRefused(client, OcspClients.LONG).hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void closing_ends_the_thread_and_what_is_being_asked() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        OcspResponder responder =
                clients.opened(
                        OcspResponder.behaving(
                                (request, connection) -> {
                                    asked.countDown();
                                    clients.hang(connection);
                                }));
        OcspClient client = clients.client(responder.uri());
        CompletableFuture<Void> asking =
                CompletableFuture.runAsync(
                        () ->
                                clients.assertRefused(client, OcspClients.LONG)
                                        .hasMessage(
                                                "closed the connection before it had answered"));
        asked.await();
        client.close();
        assertThat(OcspClients.threads()).isEmpty();
        asking.get();
        clients.assertRefused(client, OcspClients.LONG)
                .hasMessageStartingWith("is no longer asked");
    }

    @Test
    void the_thread_of_one_who_asks_keeps_nothing_of_netty() throws Exception {
        OcspResponder responder = clients.opened(OcspResponder.answering(request -> new byte[1]));
        OcspClient client = clients.client(responder.uri());
        CompletableFuture<Integer> left = new CompletableFuture<>();
        Thread asking =
                new Thread(
                        () -> {
                            clients.assertAnswered(client);
                            left.complete(FastThreadLocal.size());
                        });
        asking.start();
        assertThat(left.get()).isZero();
    }
}
