package io.postern.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.internal.listener.Pki;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.file.Path;
import java.security.Principal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A principal that is injected: of the client in its callbacks, as always elsewhere. */
@Timeout(60)
class InjectedPrincipalTest {

    @TempDir Path directory;

    @ServerEndpoint("/who")
    @ApplicationScoped
    public static class Who {

        @Inject Principal principal;

        @OnMessage
        public String tell(String question) {
            try {
                return principal.getName() + " " + principal;
            } catch (IllegalStateException anonymous) {
                return anonymous.getMessage();
            }
        }
    }

    @ApplicationScoped
    static class Elsewhere {

        @Inject Principal principal;

        String name() {
            return principal.getName();
        }
    }

    static class Producer {

        @Produces
        Principal theirs() {
            return () -> "of the application";
        }
    }

    @Test
    void in_a_callback_it_is_the_client_s() throws Exception {
        try (MutualTlsApplication application =
                MutualTlsApplication.start(new Pki(directory), directory, Map.of(), Who.class)) {
            assertThat(application.connect("/who", "alice").ask("who?")).startsWith("CN=alice ");
            assertThat(application.connect("/who", "bob").ask("who?")).startsWith("CN=bob ");
        }
    }

    @Test
    void of_an_anonymous_client_it_says_so() throws Exception {
        try (SeApplication application = SeApplication.start(directory, Map.of(), Who.class)) {
            assertThat(application.connect("/who").ask("who?"))
                    .startsWith("the client of this connection is anonymous");
        }
    }

    @Test
    void elsewhere_it_is_what_the_application_has() throws Exception {
        try (SeApplication application =
                SeApplication.start(
                        directory, Map.of(), Who.class, Elsewhere.class, Producer.class)) {
            Elsewhere elsewhere = application.container().select(Elsewhere.class).get();
            assertThat(elsewhere.name()).isEqualTo("of the application");
            assertThat(application.connect("/who").ask("who?")).contains("anonymous");
        }
    }

    @Test
    void where_nobody_knows_one_it_says_so() throws Exception {
        try (SeApplication application =
                SeApplication.start(directory, Map.of(), Who.class, Elsewhere.class)) {
            Elsewhere elsewhere = application.container().select(Elsewhere.class).get();
            assertThatThrownBy(elsewhere::name)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("there is no principal");
        }
    }
}
