package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A machine whose clock is a day off, and is then set: the library of Debian's faketime does it.
 */
@Timeout(300)
class WrongClockTest {

    private static String library = "";

    @TempDir private Path directory;

    /** Where it is missing a developer goes without; CI installs it. */
    @BeforeAll
    static void look_for_the_library() throws Exception {
        try {
            Process asked =
                    new ProcessBuilder("faketime", "-m", "-f", "+0", "printenv", "LD_PRELOAD")
                            .start();
            library =
                    new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                            .strip();
        } catch (IOException e) {
            library = "";
        }
        if (System.getenv("CI") == null) {
            assumeThat(library).as("faketime is installed").isNotEmpty();
        }
        assertThat(library).as("faketime is installed").isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"24, 12", "-24, -12"})
    void a_listener_goes_by_it_for_validity_and_not_for_timeouts(int off, int later)
            throws Exception {
        Path clock = Files.writeString(directory.resolve("clock"), "%+dh%n".formatted(off));
        Path output = directory.resolve("output.txt");
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WrongClock.class.getName(),
                        clock.toString(),
                        Long.toString(System.currentTimeMillis()),
                        Integer.toString(off),
                        Integer.toString(later),
                        directory.toString());
        builder.environment().put("LD_PRELOAD", library);
        builder.environment().put("FAKETIME_TIMESTAMP_FILE", clock.toString());
        builder.environment().put("FAKETIME_NO_CACHE", "1");
        builder.environment().put("DONT_FAKE_MONOTONIC", "1");
        Process run = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        boolean ended = run.waitFor(4, TimeUnit.MINUTES);
        run.destroyForcibly().waitFor();
        assertThat(output)
                .content()
                .as("ended: %s", ended)
                .contains("OPENSSL is right, " + off + "h off", "JDK is right, " + off + "h off");
        assertThat(run.exitValue()).isZero();
    }
}
