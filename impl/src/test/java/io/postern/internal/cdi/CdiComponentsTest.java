package io.postern.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** WSC-7.1.1-1, and the same for whatever else of the application's a listener makes. */
class CdiComponentsTest {

    @TempDir Path directory;

    @ApplicationScoped
    public static class Journal {

        private final List<String> lines = new CopyOnWriteArrayList<>();

        public List<String> lines() {
            return lines;
        }
    }

    /** No bean. */
    public static class Programmatic extends Endpoint {

        @Inject Journal journal;

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            journal.lines().add("opened");
            session.addMessageHandler(
                    String.class, text -> session.getAsyncRemote().sendText("handled " + text));
        }

        @PreDestroy
        public void destroyed() {
            journal.lines().add("programmatic destroyed");
        }
    }

    @ApplicationScoped
    public static class SharedProgrammatic extends Endpoint {

        private final AtomicInteger sessions = new AtomicInteger();

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.getAsyncRemote().sendText("session " + sessions.incrementAndGet());
        }
    }

    public record Word(String text) {}

    /** A bean that all connections share. */
    @ApplicationScoped
    public static class WordDecoder implements Decoder.Text<Word> {

        private final AtomicInteger decoded = new AtomicInteger();

        @Override
        public Word decode(String text) {
            return new Word(text + decoded.incrementAndGet());
        }

        @Override
        public boolean willDecode(String text) {
            return true;
        }
    }

    /** No bean; one for each connection. */
    public static class WordEncoder implements Encoder.Text<Word> {

        @Inject Journal journal;

        @Override
        public String encode(Word word) {
            journal.lines().add("encoded " + word.text());
            return "<" + word.text() + ">";
        }

        @PreDestroy
        public void destroyed() {
            journal.lines().add("encoder destroyed");
        }
    }

    @ServerEndpoint(value = "/coded", encoders = WordEncoder.class, decoders = WordDecoder.class)
    @Dependent
    public static class Coded {
        @OnMessage
        public Word message(Word word) {
            return word;
        }
    }

    /** No bean; one for the endpoint. */
    public static class InjectedConfigurator extends ServerEndpointConfig.Configurator {

        @Inject Journal journal;

        @Override
        public <T> T getEndpointInstance(Class<T> type) {
            journal.lines().add("asked for " + type.getSimpleName());
            return type.cast(new Configured("from the configurator"));
        }

        @PreDestroy
        public void destroyed() {
            journal.lines().add("configurator destroyed");
        }
    }

    @ServerEndpoint(value = "/configured", configurator = InjectedConfigurator.class)
    public static class Configured {

        private final String from;

        public Configured() {
            this("CDI");
        }

        Configured(String from) {
            this.from = from;
        }

        @OnMessage
        public String message(String text) {
            return from;
        }
    }

    /** Overrides nothing that makes instances: they still come from CDI. */
    @ApplicationScoped
    public static class SharedConfigurator extends ServerEndpointConfig.Configurator {
        @Override
        public boolean checkOrigin(String origin) {
            return true;
        }
    }

    @ServerEndpoint(value = "/shared-configurator", configurator = SharedConfigurator.class)
    @Dependent
    public static class WithSharedConfigurator {

        @Inject Journal journal;

        @OnMessage
        public String message(String text) {
            return "injected " + (journal != null);
        }
    }

    @Test
    void a_programmatic_endpoint_that_is_no_bean_is_injected_and_ends_with_its_connection()
            throws Exception {
        try (SeApplication application = start()) {
            add(application, Programmatic.class, "/programmatic");
            SeApplication.Client client = application.connect("/programmatic");
            assertThat(client.ask("a")).isEqualTo("handled a");
            client.socket.sendClose(1000, "").join();
            List<String> lines = lines(application);
            await().until(() -> lines.contains("programmatic destroyed"));
            assertThat(lines).startsWith("opened");
        }
    }

    @Test
    void the_scope_of_a_programmatic_endpoint_that_is_a_bean_is_honoured() throws Exception {
        try (SeApplication application = start(SharedProgrammatic.class)) {
            add(application, SharedProgrammatic.class, "/shared");
            assertThat(application.connect("/shared").next()).isEqualTo("session 1");
            assertThat(application.connect("/shared").next()).isEqualTo("session 2");
        }
    }

    @Test
    void encoders_and_decoders_are_beans_or_injected_instances() throws Exception {
        try (SeApplication application = start(Coded.class, WordDecoder.class)) {
            SeApplication.Client first = application.connect("/coded");
            assertThat(first.ask("a")).isEqualTo("<a1>");
            assertThat(application.connect("/coded").ask("b")).isEqualTo("<b2>");
            first.socket.sendClose(1000, "").join();
            List<String> lines = lines(application);
            await().until(() -> lines.contains("encoder destroyed"));
            assertThat(lines).containsOnlyOnce("encoder destroyed").contains("encoded a1");
        }
    }

    @Test
    void a_configurator_is_injected_and_ends_with_the_listener() throws Exception {
        SeApplication application = start();
        List<String> lines = lines(application);
        application.container().select(ServerContainer.class).get().addEndpoint(Configured.class);
        assertThat(application.connect("/configured").ask("?")).isEqualTo("from the configurator");
        assertThat(lines).containsExactly("asked for Configured");
        application.close();
        assertThat(lines).endsWith("configurator destroyed");
    }

    @Test
    void a_configurator_that_is_a_bean_is_asked_only_for_what_it_overrides() throws Exception {
        try (SeApplication application =
                start(SharedConfigurator.class, WithSharedConfigurator.class)) {
            assertThat(application.connect("/shared-configurator").ask("?"))
                    .isEqualTo("injected true");
        }
    }

    private SeApplication start(Class<?>... beans) throws Exception {
        Class<?>[] all = java.util.Arrays.copyOf(beans, beans.length + 1);
        all[beans.length] = Journal.class;
        return SeApplication.start(directory, Map.of(), all);
    }

    private static void add(SeApplication application, Class<?> type, String path)
            throws Exception {
        application
                .container()
                .select(ServerContainer.class)
                .get()
                .addEndpoint(ServerEndpointConfig.Builder.create(type, path).build());
    }

    /** The list itself, which outlives the bean. */
    private static List<String> lines(SeApplication application) {
        return application.container().select(Journal.class).get().lines();
    }
}
