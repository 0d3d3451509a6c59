package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.config.TlsProvider;
import java.io.IOException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that change their keys (RFC 8446 section 4.6.3): as they should, and without end. */
@Timeout(60)
class KeyUpdateOnTheWireTest {

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void a_client_that_changes_its_keys_is_served(TlsProvider engine) throws Exception {
        try (TestListener listener = TestListener.open(engine, EchoEndpoint.class);
                RawClient client = RawClient.upgraded(listener, "/echo/a")) {
            for (int i = 0; i < 10; i++) {
                client.updateKeys();
                client.send(RawFrame.text("after " + i));
                assertThat(client.readFrame().text()).endsWith("after " + i);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void one_that_does_nothing_else_is_cut_off_and_nothing_is_left(TlsProvider engine)
            throws Exception {
        try (TestListener listener = TestListener.open(engine, EchoEndpoint.class)) {
            Counted counted = Counted.from(listener);
            try (RawClient client = RawClient.upgraded(listener, "/echo/a")) {
                flood(client);
                client.awaitClosed();
                counted.awaitNothingLeft();
            }
            assertServed(listener);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void so_is_one_that_has_not_sent_its_request(TlsProvider engine) throws Exception {
        try (TestListener listener = TestListener.open(engine, EchoEndpoint.class)) {
            Counted counted = Counted.from(listener);
            try (RawClient client = RawClient.connect(listener)) {
                client.send("GET ");
                flood(client);
                client.awaitClosed();
                counted.awaitNothingLeft();
            }
            assertThat(counted.refusals().values()).containsExactly(1L);
            assertServed(listener);
        }
    }

    private static void flood(RawClient client) {
        try {
            for (int i = 0; i < 1000; i++) {
                client.updateKeys();
                client.send("\0");
            }
        } catch (IOException closed) {
            // It is: what the listener still counts is looked at by the test.
        }
    }

    private static void assertServed(TestListener listener) throws IOException {
        try (RawClient client = RawClient.upgraded(listener, "/echo/a")) {
            client.send(RawFrame.text("hello"));
            assertThat(client.readFrame().text()).endsWith("hello");
        }
    }
}
