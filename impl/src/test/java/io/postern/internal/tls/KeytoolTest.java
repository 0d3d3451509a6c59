package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class KeytoolTest {

    private static final Instant NOW = Instant.parse("2030-05-17T12:00:00Z");
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir Path directory;

    @Test
    void a_runtime_without_keytool_tells_what_to_do_by_hand() {
        Path absent = directory.resolve("no-keytool");
        Path target = directory.resolve("development");

        assertThatThrownBy(() -> certificate(target, new Keytool(absent, LONG)).load())
                .isInstanceOf(TlsMaterialException.class)
                .hasMessageContaining(absent + " cannot be run: ")
                .hasMessageContaining("No such file")
                .hasMessageContaining("umask 077; keytool -genkeypair -alias localhost")
                .hasMessageContaining("-keystore " + target.resolve("localhost.p12"))
                .hasMessageContaining("wss.tls.key-store.p12.path");
    }

    @Test
    void what_a_failing_keytool_says_is_passed_on_in_one_line() throws Exception {
        Path failing = script("echo first line; echo second line >&2; exit 3");
        Path target = directory.resolve("development");

        assertThatThrownBy(() -> certificate(target, new Keytool(failing, LONG)).load())
                .isInstanceOf(TlsMaterialException.class)
                .hasMessageContaining("ended with exit code 3")
                .hasMessageContaining("and said: first line\\u000asecond line")
                .hasMessageContaining("umask 077; keytool -genkeypair");
        assertThat(target.resolve("localhost.new")).doesNotExist();
        assertThat(target.resolve("localhost.p12")).doesNotExist();
    }

    @Test
    void a_keytool_that_does_not_end_is_ended() throws Exception {
        Path pid = directory.resolve("pid");
        Path hanging = script("echo $$ > '" + pid + "'; exec sleep 600");
        Keytool keytool = new Keytool(hanging, Duration.ofSeconds(1));

        assertThatThrownBy(() -> keytool.makeCertificate(directory.resolve("a.p12"), NOW))
                .isInstanceOf(IOException.class)
                .hasMessage(hanging + " did not end within 1000 ms");
        assertEnded(pid);
    }

    @Test
    void an_interrupt_ends_the_waiting_and_the_program() throws Exception {
        Path pid = directory.resolve("pid");
        Path hanging = script("echo $$ > '" + pid + "'; exec sleep 600");
        Keytool keytool = new Keytool(hanging, LONG);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller =
                new Thread(
                        () -> {
                            try {
                                keytool.makeCertificate(directory.resolve("a.p12"), NOW);
                            } catch (IOException e) {
                                thrown.set(e);
                            }
                        });
        caller.start();
        Awaitility.await().until(() -> Files.exists(pid) && Files.size(pid) > 0);

        caller.interrupt();
        caller.join(TimeUnit.SECONDS.toMillis(20));

        assertThat(thrown.get()).hasMessageContaining("interrupted");
        assertEnded(pid);
    }

    @Test
    void a_program_that_claims_success_is_not_believed() throws Exception {
        Path target = directory.resolve("development");

        assertThatThrownBy(() -> certificate(target, new Keytool(script("exit 0"), LONG)).load())
                .isInstanceOf(TlsMaterialException.class)
                .hasMessageContaining("localhost.p12' does not exist. Configure a key store")
                .hasMessageContaining("umask 077; keytool -genkeypair");
    }

    @Test
    void the_server_s_jvm_options_do_not_reach_it() {
        Map<String, String> environment =
                new HashMap<>(
                        Map.of(
                                "PATH", "/bin",
                                "JAVA_TOOL_OPTIONS", "-agentlib:jdwp=transport=dt_socket",
                                "_JAVA_OPTIONS", "-Xmx1m",
                                "JDK_JAVA_OPTIONS", "-Xmx1m"));

        Keytool.prepare(environment);

        assertThat(environment).containsOnlyKeys("PATH", "POSTERN_STORE_PASSWORD");
    }

    @Test
    void the_password_is_passed_in_the_environment_and_not_as_an_argument() throws Exception {
        Path seen = directory.resolve("seen");
        Path curious = script("{ env; echo \"ARGUMENTS $*\"; } > '" + seen + "'");

        new Keytool(curious, LONG).makeCertificate(directory.resolve("a.p12"), NOW);

        assertThat(seen)
                .content()
                .contains("POSTERN_STORE_PASSWORD=development")
                .containsPattern("ARGUMENTS .* -storepass:env POSTERN_STORE_PASSWORD\n")
                .doesNotContainPattern("ARGUMENTS .*development\n");
    }

    @Test
    void the_command_by_hand_makes_a_certificate_that_is_used() throws Exception {
        Path target = Files.createDirectory(directory.resolve("it's mine"));
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx------"));
        Path bin = Path.of(System.getProperty("java.home"), "bin");
        String command = Keytool.byHand(target.resolve("localhost.p12"));
        Process shell =
                new ProcessBuilder("/bin/sh", "-c", "PATH='" + bin + "':$PATH; " + command)
                        .redirectErrorStream(true)
                        .start();
        String output = new String(shell.getInputStream().readAllBytes());
        assertThat(shell.waitFor()).as(output).isZero();

        TlsMaterial material =
                certificate(target, new Keytool(directory.resolve("none"), LONG)).load();

        assertThat(material.development()).get().matches(notice -> !notice.madeNow());
        assertThat(target.resolve("localhost.crt")).exists();
    }

    private static DevelopmentCertificate certificate(Path target, Keytool keytool) {
        return new DevelopmentCertificate(target, Clock.systemUTC(), keytool);
    }

    private Path script(String body) throws IOException {
        Path script = directory.resolve("keytool.sh");
        Files.writeString(script, "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    private static void assertEnded(Path pidFile) throws IOException {
        long pid = Long.parseLong(Files.readString(pidFile).strip());
        Awaitility.await()
                .until(() -> !ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
    }
}
