package io.postern.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.Listener;
import io.postern.WebSocketListener;
import io.postern.WebSocketListener.State;
import io.postern.WebSocketListenerFactory;
import io.postern.WebSocketListenerOptions;
import io.postern.internal.testing.RecordedLog;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Qualifier;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Which beans of type {@link WebSocketListener} make a listener. */
@Timeout(60)
class ProducedListenersTest {

    @RegisterExtension
    final RecordedLog warnings = new RecordedLog("io.postern.tls", Level.WARNING);

    @TempDir static Path directory;

    @ServerEndpoint("/echo")
    @Listener("devices")
    @ApplicationScoped
    public static class OnDevices {
        @OnMessage
        public String echo(String text) {
            return text;
        }
    }

    private static WebSocketListener make(WebSocketListenerFactory listeners) {
        return listeners.create(
                "devices",
                WebSocketListenerOptions.builder()
                        .port(0)
                        .option("tls.key-store.p12.path", directory.resolve("tls.p12").toString())
                        .option("tls.key-store.p12.password", SeApplication.PASSWORD)
                        .build());
    }

    @ApplicationScoped
    static class Usual {
        @Produces
        @ApplicationScoped
        @Listener("devices")
        WebSocketListener devices(WebSocketListenerFactory listeners) {
            return make(listeners);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void one_made_in_code_is_warned_about_as_the_configured_ones_are() throws Exception {
        try (SeApplication application = start(Usual.class)) {
            assertThat(devices(application).state()).isEqualTo(State.OPEN);
            assertThat(application.listener().state()).isEqualTo(State.NEW);
            assertThat(warnings.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARN POSTERN3007")
                    .contains("tls.p12");
        }
    }

    /** Is never to be asked where the other is. */
    @ApplicationScoped
    static class Replaced {
        @Produces
        @ApplicationScoped
        @Listener("devices")
        WebSocketListener devices() {
            throw new IllegalStateException("an alternative replaces this");
        }
    }

    @Alternative
    @Priority(1)
    @ApplicationScoped
    static class Replacing extends Usual {
        @Override
        @Produces
        @ApplicationScoped
        @Listener("devices")
        WebSocketListener devices(WebSocketListenerFactory listeners) {
            return make(listeners);
        }
    }

    @Test
    void of_two_with_one_name_the_selected_alternative_alone_makes_it() throws Exception {
        try (SeApplication application = start(Replaced.class, Replacing.class)) {
            assertThat(devices(application).state()).isEqualTo(State.OPEN);
        }
    }

    @Test
    void two_with_one_name_of_which_none_is_selected_fail_the_deployment() {
        assertThatThrownBy(() -> start(Usual.class, Replaced.class).close())
                .hasStackTraceContaining("'devices', of which there is one already");
    }

    /** Of the application's own. */
    @Qualifier
    @Retention(RetentionPolicy.RUNTIME)
    @interface Front {}

    /** Passes on what the other makes. */
    @ApplicationScoped
    static class PassingOn {
        @Produces
        @Front
        WebSocketListener front(@Listener("devices") WebSocketListener made) {
            return made;
        }
    }

    @Test
    void one_that_passes_another_on_under_a_qualifier_of_its_own_makes_none() throws Exception {
        try (SeApplication application = start(Usual.class, PassingOn.class)) {
            assertThat(devices(application).state()).isEqualTo(State.OPEN);
        }
    }

    @ApplicationScoped
    static class Nameless {
        @Produces
        @ApplicationScoped
        WebSocketListener front(WebSocketListenerFactory listeners) {
            return make(listeners);
        }
    }

    @Test
    void one_without_any_qualifier_needs_a_name() {
        assertThatThrownBy(() -> start(Nameless.class).close())
                .hasStackTraceContaining("which needs exactly one name");
    }

    /** Without a default listener; all may read the file with the private key. */
    private static SeApplication start(Class<?>... beans) throws Exception {
        Map<String, String> nothing =
                Map.of(
                        "wss.port", "",
                        "wss.tls.key-store.p12.path", "",
                        "wss.tls.key-store.p12.password", "");
        Path keyStore = directory.resolve("tls.p12");
        if (!Files.exists(keyStore)) {
            Files.createFile(keyStore);
        }
        if (keyStore.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(keyStore, PosixFilePermissions.fromString("rw-r--r--"));
        }
        Class<?>[] all = Arrays.copyOf(beans, beans.length + 1);
        all[beans.length] = OnDevices.class;
        return SeApplication.start(directory, nothing, all);
    }

    private static WebSocketListener devices(SeApplication application) {
        return application
                .container()
                .select(WebSocketListener.class, new Listener.Literal("devices"))
                .get();
    }
}
