package io.postern.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.listener.CrampedProcess;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CDI SE as most have it: nothing of the servlet API is on the class path. */
class WithoutServletApiTest {

    @TempDir Path directory;

    @ServerEndpoint("/plain")
    @ApplicationScoped
    public static class Plain {

        @OnMessage
        public String message(String text) {
            return "answer to " + text;
        }
    }

    /** Started with the directory of its key store. */
    static final class Program {

        public static void main(String[] arguments) throws Exception {
            try (SeApplication application =
                    SeApplication.start(Path.of(arguments[0]), Map.of(), Plain.class)) {
                System.out.println(application.connect("/plain").ask("hello"));
                System.out.println(hasServletApi() ? "with it" : "without it");
            }
        }

        private static boolean hasServletApi() {
            try {
                Class.forName("jakarta.servlet.ServletContext");
                return true;
            } catch (ClassNotFoundException absent) {
                return false;
            }
        }
    }

    @Test
    void the_listener_opens_and_serves() throws Exception {
        String said =
                CrampedProcess.runWithout(
                        "jakarta.servlet-api", Program.class, directory.toString());
        assertThat(said).contains("answer to hello", "without it");
    }
}
