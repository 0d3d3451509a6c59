package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.internal.config.Overflow;
import io.postern.internal.config.TlsProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** There is one permit and no queue: a client that is served has found the permit free. */
@Timeout(60)
class PermitTest {

    private static TestListener listener;

    @BeforeAll
    static void open() throws Exception {
        listener =
                TestListener.open(
                        TlsProvider.OPENSSL,
                        With.permits(1, 0, Overflow.DROP_OLDEST),
                        EchoEndpoint.class);
    }

    @AfterAll
    static void close() {
        listener.close();
    }

    @AfterEach
    void nothing_is_left() {
        Counted.from(listener).awaitNothingLeft();
    }

    @Test
    void a_session_holds_none() throws Exception {
        try (RawClient first = RawClient.upgraded(listener, "/echo/a")) {
            awaitPermit();
            try (RawClient second = RawClient.upgraded(listener, "/echo/b")) {
                first.send(RawFrame.text("one"));
                second.send(RawFrame.text("two"));
                assertThat(first.readFrame().text()).isEqualTo("one");
                assertThat(second.readFrame().text()).isEqualTo("two");
            }
        }
    }

    @Test
    void a_client_of_plain_http_holds_none_while_its_connection_lingers() throws Exception {
        try (PlainClient plain = PlainClient.connect(listener).send("GET / HTTP/1.1\r\n\r\n")) {
            assertThat(plain.readAll()).isNotEmpty();
            awaitPermit();
            RawClient.upgraded(listener, "/echo/a").close();
        }
    }

    @Test
    void a_client_whose_request_was_refused_holds_none_while_its_connection_lingers()
            throws Exception {
        try (RawClient lost = RawClient.connect(listener)) {
            lost.send(RawClient.upgradeRequest("/nowhere"));
            assertThat(lost.readHead()).startsWith("HTTP/1.1 404 ");
            awaitPermit();
            RawClient.upgraded(listener, "/echo/a").close();
        }
    }

    /** A client may have its answer a moment before the listener has noted it. */
    private static void awaitPermit() {
        await().until(() -> listener.statistics().negotiating() == 0);
    }
}
