package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.endpoint.CallbackContext;
import io.postern.internal.endpoint.DeployedEndpoint;
import io.postern.internal.listener.RawClient;
import io.postern.internal.listener.RawFrame;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** J-66, WSC-4.4-1: nothing is read before {@code @OnOpen} has returned. */
class OpeningTest {

    @ServerEndpoint("/greeting")
    public static class Greeting extends Noting {
        @OnOpen
        @Override
        public void open(Session opened) {
            super.open(opened);
            opened.addMessageHandler(String.class, (MessageHandler.Whole<String>) messages::add);
            opened.getAsyncRemote().sendText("welcome");
        }
    }

    /** Takes its time to open; the test says when it may. */
    @ServerEndpoint("/slow")
    public static class Slow extends Served.Endpoint {
        static volatile CountDownLatch may = new CountDownLatch(1);

        @OnOpen
        @Override
        public void open(Session opened) {
            try {
                opened.getBasicRemote().sendText("opening");
                if (!may.await(10, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("waited for too long");
                }
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
            opened.addMessageHandler(
                    String.class,
                    (MessageHandler.Whole<String>)
                            message -> {
                                messages.add(message);
                                opened.getAsyncRemote().sendText("re: " + message);
                            });
            super.open(opened);
        }
    }

    @RegisterExtension static final Served SERVED = Served.by(Slow.class);

    @Test
    void reading_starts_when_it_has_returned_and_not_before() {
        Queue<Runnable> workers = new ArrayDeque<>();
        EmbeddedChannel channel = new EmbeddedChannel();
        Greeting endpoint = new Greeting();
        int[] reading = {0};
        DeployedEndpoint deployed = Conversation.deployed(endpoint);
        new Sessions(
                        "default",
                        TestConfigs.DEFAULT,
                        Containers.of(TestConfigs.DEFAULT),
                        workers::add,
                        CallbackContext.PLAIN)
                .start(channel, deployed, Handshakes.of(deployed), () -> reading[0]++);
        channel.runPendingTasks();
        assertThat(reading[0]).isZero();
        workers.remove().run();
        channel.runPendingTasks();
        assertThat(reading[0]).isOne();
        channel.finishAndReleaseAll();
        workers.forEach(Runnable::run);
    }

    @Test
    void a_session_that_ended_while_it_opened_is_never_read() {
        Queue<Runnable> workers = new ArrayDeque<>();
        Greeting endpoint = new Greeting();
        Conversation peer = Conversation.with(endpoint, TestConfigs.DEFAULT, workers::add);
        peer.vanish();
        workers.forEach(Runnable::run);
        assertThat(endpoint.closes).containsExactly("1006");
        assertThat(peer.sessions.size()).isZero();
        peer.close();
    }

    @Test
    void handlers_added_in_it_get_the_first_message_and_it_may_send() {
        Greeting endpoint = new Greeting();
        try (Conversation peer = Conversation.with(endpoint)) {
            peer.receive(RawFrame.text("first"));
            assertThat(peer.sent()).containsExactly(RawFrame.text("welcome").unmasked());
        }
        assertThat(endpoint.messages).containsExactly("first");
    }

    @BothEngines
    void what_comes_early_waits_and_reaches_the_handler_that_is_added_late(TlsProvider engine)
            throws Exception {
        Slow.may = new CountDownLatch(1);
        try (RawClient client = RawClient.connect(SERVED.listener(engine))) {
            client.send(
                    RawClient.upgradeRequest("/slow"),
                    RawFrame.text("early").bytes(),
                    RawFrame.text("too").bytes());
            client.readHead();
            assertThat(client.readFrame().text()).isEqualTo("opening");
            Slow.may.countDown();
            assertThat(client.readFrame().text()).isEqualTo("re: early");
            assertThat(client.readFrame().text()).isEqualTo("re: too");
        }
        assertThat(SERVED.endpoint(Slow.class).faults).isEmpty();
    }
}
