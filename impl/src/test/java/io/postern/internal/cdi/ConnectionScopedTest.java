package io.postern.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.postern.ConnectionClosed;
import io.postern.ConnectionOpened;
import io.postern.ConnectionScoped;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.websocket.Encoder;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Beans that live as long as a connection. */
@Timeout(60)
class ConnectionScopedTest {

    @TempDir Path directory;

    @ApplicationScoped
    static class Lines {

        private final List<String> lines = new CopyOnWriteArrayList<>();
        private volatile List<String> copy = new CopyOnWriteArrayList<>();

        void add(String line) {
            lines.add(line);
            copy.add(line);
        }

        void alsoTo(List<String> more) {
            copy = more;
        }

        List<String> all() {
            return List.copyOf(lines);
        }
    }

    @ConnectionScoped
    static class Basket {

        @Inject Lines lines;
        @Inject Session session;

        private final AtomicInteger items = new AtomicInteger();
        private String owner = "nobody";

        @PostConstruct
        void made() {
            owner = session.getPathParameters().get("owner");
            lines.add(owner + " made");
        }

        int put() {
            return items.incrementAndGet();
        }

        @PreDestroy
        void gone() {
            lines.add(owner + " gone with " + items + " of " + session.getId().length());
        }
    }

    @Dependent
    static class Collaborator {

        @Inject Basket basket;

        int put() {
            return basket.put();
        }
    }

    /** The object that an encoder, injected as well, makes a text of. */
    record Put(int before) {}

    @Dependent
    public static class PutEncoder implements Encoder.Text<Put> {

        @Inject Basket basket;

        @Override
        public String encode(Put put) {
            return put.before() + " then " + basket.put();
        }
    }

    /** One instance for all connections, so that only the scope can tell them apart. */
    @ServerEndpoint(value = "/basket/{owner}", encoders = PutEncoder.class)
    @ApplicationScoped
    public static class Shop {

        @Inject Basket basket;
        @Inject Collaborator collaborator;
        @Inject Lines lines;
        @Inject Session session;
        @Inject Instance<Basket> baskets;

        @OnOpen
        public void open() {
            lines.add(session.getPathParameters().get("owner") + " opens");
        }

        @OnMessage
        public Put put(String what) {
            if (what.equals("empty")) {
                baskets.destroy(baskets.get());
            }
            basket.put();
            return new Put(collaborator.put());
        }

        @OnClose
        public void close() {
            lines.add(session.getPathParameters().get("owner") + " closes");
        }
    }

    /** One of two that need each other in their end. */
    @ConnectionScoped
    static class Chicken {

        @Inject Egg egg;
        @Inject Lines lines;

        int look() {
            return egg.look() + 1;
        }

        int itself() {
            return 7;
        }

        @PreDestroy
        void gone() {
            try {
                lines.add("chicken gone, egg " + egg.look());
            } catch (ContextNotActiveException noEgg) {
                lines.add("chicken gone after the egg");
            }
        }
    }

    /** The other one, which is made later and so ends first. */
    @ConnectionScoped
    static class Egg {

        @Inject Chicken chicken;
        @Inject Lines lines;

        int look() {
            return 1;
        }

        @PreDestroy
        void gone() {
            lines.add("egg gone, chicken " + chicken.itself() + ", egg " + chicken.look());
        }
    }

    @ServerEndpoint("/farm")
    @ApplicationScoped
    public static class Farm {

        @Inject Chicken chicken;
        @Inject Lines lines;

        @OnMessage
        public void look(String text, Session session) {
            session.getAsyncRemote()
                    .sendText(
                            Integer.toString(chicken.look()),
                            result -> {
                                try {
                                    lines.add("sent " + chicken.look());
                                } catch (ContextNotActiveException beside) {
                                    lines.add("sent beside the callbacks");
                                }
                            });
        }
    }

    /** Tells of everything, in the order in which it is told itself. */
    @ApplicationScoped
    static class Observer {

        @Inject Lines lines;
        @Inject Session current;

        void opened(@Observes ConnectionOpened event) {
            lines.add("opened on " + event.listener() + ", " + isCurrent(event.session()));
        }

        void closed(@Observes ConnectionClosed event) {
            lines.add(
                    "closed with "
                            + event.reason().getCloseCode().getCode()
                            + ", "
                            + isCurrent(event.session()));
            throw new IllegalStateException("observers may fail");
        }

        void initialized(@Observes @Initialized(ConnectionScoped.class) Session session) {
            lines.add("initialized, " + isCurrent(session));
        }

        void beforeDestroyed(@Observes @BeforeDestroyed(ConnectionScoped.class) Session session) {
            lines.add("before destroyed, " + isCurrent(session));
        }

        void destroyed(@Observes @Destroyed(ConnectionScoped.class) Session session) {
            lines.add("destroyed, " + session.getId().length());
        }

        private boolean isCurrent(Session session) {
            return session.getId().equals(current.getId());
        }
    }

    private SeApplication start(Class<?>... more) throws Exception {
        return SeApplication.start(directory, Map.of(), more);
    }

    private SeApplication shop() throws Exception {
        return start(Shop.class, Basket.class, Collaborator.class, PutEncoder.class, Lines.class);
    }

    @Test
    void all_that_serves_a_connection_shares_one_instance_and_no_other_connection_does()
            throws Exception {
        try (SeApplication application = shop()) {
            SeApplication.Client alice = application.connect("/basket/alice");
            SeApplication.Client bob = application.connect("/basket/bob");
            assertThat(alice.ask("something")).isEqualTo("2 then 3");
            assertThat(bob.ask("something")).isEqualTo("2 then 3");
            assertThat(alice.ask("something")).isEqualTo("5 then 6");
        }
    }

    @Test
    void it_is_made_when_first_used_and_destroyed_after_the_last_callback() throws Exception {
        try (SeApplication application = shop()) {
            Lines lines = application.container().select(Lines.class).get();
            SeApplication.Client alice = application.connect("/basket/alice");
            alice.ask("something");
            alice.socket.sendClose(1000, "").join();
            await().until(() -> lines.all().size() == 4);
            assertThat(lines.all())
                    .containsExactly(
                            "alice opens", "alice made", "alice closes", "alice gone with 3 of 36");
        }
    }

    @Test
    void one_that_is_destroyed_early_is_made_anew() throws Exception {
        try (SeApplication application = shop()) {
            SeApplication.Client alice = application.connect("/basket/alice");
            assertThat(alice.ask("something")).isEqualTo("2 then 3");
            assertThat(alice.ask("empty")).isEqualTo("2 then 3");
        }
    }

    @Test
    void the_application_ends_them_when_it_stops() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        try (SeApplication application = shop()) {
            application.connect("/basket/alice").ask("something");
            application.container().select(Lines.class).get().alsoTo(lines);
        }
        assertThat(lines).containsExactly("alice closes", "alice gone with 3 of 36");
    }

    @Test
    void two_that_need_each_other_come_to_an_end() throws Exception {
        try (SeApplication application = start(Farm.class, Chicken.class, Egg.class, Lines.class)) {
            Lines lines = application.container().select(Lines.class).get();
            SeApplication.Client client = application.connect("/farm");
            assertThat(client.ask("look")).isEqualTo("2");
            await().until(() -> lines.all().contains("sent beside the callbacks"));
            client.socket.sendClose(1000, "").join();
            await().until(() -> lines.all().size() == 3);
            assertThat(lines.all())
                    .endsWith("egg gone, chicken 7, egg 2", "chicken gone after the egg");
            await().until(() -> application.listener().statistics().openSessions() == 0);
        }
    }

    @Test
    void outside_of_callbacks_there_is_none() throws Exception {
        try (SeApplication application = shop()) {
            Basket basket = application.container().select(Basket.class).get();
            assertThatThrownBy(basket::put).isInstanceOf(ContextNotActiveException.class);
        }
    }

    @Test
    void observers_learn_of_its_life_in_order_and_may_fail() throws Exception {
        try (SeApplication application =
                start(
                        Shop.class,
                        Basket.class,
                        Collaborator.class,
                        PutEncoder.class,
                        Lines.class,
                        Observer.class)) {
            Lines lines = application.container().select(Lines.class).get();
            SeApplication.Client alice = application.connect("/basket/alice");
            alice.ask("something");
            alice.socket.sendClose(1000, "").join();
            await().until(() -> lines.all().contains("destroyed, 36"));
            assertThat(lines.all())
                    .containsExactly(
                            "initialized, true",
                            "opened on default, true",
                            "alice opens",
                            "alice made",
                            "alice closes",
                            "closed with 1000, true",
                            "before destroyed, true",
                            "alice gone with 3 of 36",
                            "destroyed, 36");
            assertThat(application.connect("/basket/bob").ask("x")).isEqualTo("2 then 3");
        }
    }
}
