package io.postern.internal.listener;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.postern.internal.config.TlsProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether data may come with the first message of a resumed session (RFC 8446 section 8). */
class EarlyDataTest {

    @TempDir private Path directory;

    /** Where it is missing a developer goes without; CI has it. */
    @BeforeAll
    static void look_for_openssl() throws Exception {
        boolean found;
        try {
            found = new ProcessBuilder("openssl", "version").start().waitFor() == 0;
        } catch (IOException e) {
            found = false;
        }
        if (System.getenv("CI") == null) {
            assumeThat(found).as("openssl is installed").isTrue();
        }
        assertThat(found).as("openssl is installed").isTrue();
    }

    /** What the client prints until a text has come; it is ended then. */
    private String client(TestListener listener, String until, String... more) throws Exception {
        Path output = Files.createTempFile(directory, "output", ".txt");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "openssl",
                                "s_client",
                                "-tls1_3",
                                "-connect",
                                "127.0.0.1:" + listener.port()));
        command.addAll(List.of(more));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(Files.readString(output, UTF_8)).contains(until));
            // The end of its input ends the client, which then keeps its session.
            process.getOutputStream().close();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("the client ends").isTrue();
            return Files.readString(output, UTF_8);
        } finally {
            process.destroy();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void no_ticket_allows_early_data(TlsProvider engine) throws Exception {
        Path session = directory.resolve("session.pem");
        try (TestListener listener = TestListener.open(engine, EchoEndpoint.class)) {
            String first = client(listener, "Max Early Data:", "-sess_out", session.toString());
            assertThat(first).contains("Max Early Data: 0\n");
            assertThat(client(listener, "Early data was not sent", "-sess_in", session.toString()))
                    .contains("Reused, TLSv1.3");
        }
    }
}
