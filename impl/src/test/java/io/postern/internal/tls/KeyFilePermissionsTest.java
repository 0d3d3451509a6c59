package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.config.KeySource;
import io.postern.internal.config.KeyStoreType;
import io.postern.internal.config.SelfSigned;
import io.postern.internal.testing.RecordedLog;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFilePermissionsTest {

    private static final Path FILE = Path.of("/etc/chat/tls.p12");
    private static final KeySource STORE = KeyStoreFiles.config(FILE);

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern.tls");

    @TempDir Path directory;

    @ParameterizedTest
    @CsvSource({
        "ann, rw-------", "ann, r--------", "ann, rwx------", "ann, ---------",
        "root, rw-r-----", "root, rw-------", "root, r--r-----", "0, r--r-----"
    })
    void a_file_for_the_servers_user_or_of_root_for_its_group_is_right(String owner, String mode) {
        permissions(owner, mode).check(STORE);

        assertThat(log.lines()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ann, rw-r-----, 0640",
        "ann, rw-----w-, 0602",
        "ann, rw-r--r--, 0644",
        "ann, rwxrwxrwx, 0777",
        "ann, ------r--, 0004",
        "root, rw-r--r--, 0644",
        "root, rw-rw----, 0660",
        "root, r--r-x---, 0450",
        "0, r--r--r--, 0444",
        "eve, rw-------, 0600",
        "eve, rw-r-----, 0640"
    })
    void a_file_that_others_may_use_is_warned_of_with_owner_mode_and_cure(
            String owner, String mode, String octal) {
        permissions(owner, mode).check(STORE);

        assertThat(log.lines())
                .singleElement()
                .asString()
                .startsWith("WARN POSTERN3007: The file '/etc/chat/tls.p12' holds a private key")
                .contains("owner " + owner + ", mode " + octal + ". ")
                .contains("0600", "0640", "fsGroup");
    }

    @Test
    void each_path_is_warned_of_once() {
        KeyFilePermissions permissions = permissions("ann", "rw-r--r--");

        permissions.check(STORE);
        permissions.check(STORE);
        permissions.check(PemFiles.config(Path.of("cert.pem"), Path.of("key.pem"), null));

        assertThat(log.lines())
                .hasSize(2)
                .anyMatch(line -> line.contains("'/etc/chat/tls.p12'"))
                .anyMatch(line -> line.contains("'key.pem'"));
    }

    @Test
    void sources_without_a_file_of_theirs_are_not_looked_at() {
        KeyFilePermissions permissions = permissions("ann", "rw-r--r--");

        permissions.check(PemFiles.inline("cert", "key"));
        permissions.check(new SelfSigned(directory));
        permissions.check(
                KeyStoreFiles.config(
                        new KeyStoreType("PKCS11", Optional.empty()), null, "wss.other"));

        assertThat(log.lines()).isEmpty();
    }

    @Test
    void a_file_that_cannot_be_looked_at_is_left_to_its_loader() {
        new KeyFilePermissions(
                        path -> {
                            throw new IOException("gone");
                        },
                        "ann")
                .check(STORE);

        assertThat(log.lines()).isEmpty();
    }

    @Test
    void a_path_cannot_forge_a_line() {
        permissions("ann", "rw-r--r--")
                .check(KeyStoreFiles.config(directory.resolve("a\nWARNING b")));

        assertThat(log.lines()).singleElement().asString().contains("a\\u000aWARNING b");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void links_are_followed_and_the_real_file_is_named() throws Exception {
        Path data = Files.createDirectories(directory.resolve("..2030_05_17")).toRealPath();
        Path real = Files.writeString(data.resolve("tls.p12"), "key");
        Files.createSymbolicLink(directory.resolve("..data"), data.getFileName());
        Path link =
                Files.createSymbolicLink(
                        directory.resolve("tls.p12"), Path.of("..data", "tls.p12"));
        KeyFilePermissions permissions = new KeyFilePermissions();

        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-------"));
        permissions.check(KeyStoreFiles.config(link));
        assertThat(log.lines()).isEmpty();

        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r--r--"));
        permissions.check(KeyStoreFiles.config(link));
        assertThat(log.lines())
                .singleElement()
                .asString()
                .contains("'" + link + "' (that is, " + real + ")")
                .contains("owner " + FileAccess.processUser() + ", mode 0644");
    }

    /** The JDK's zip file system has no POSIX modes. */
    @Test
    void a_file_system_without_posix_modes_says_nothing() throws Exception {
        try (FileSystem zip =
                FileSystems.newFileSystem(
                        directory.resolve("no-modes.zip"), Map.of("create", "true"))) {
            Path file = Files.writeString(zip.getPath("/tls.p12"), "key");

            assertThat(FileAccess.of(file)).isEmpty();
        }
    }

    private static KeyFilePermissions permissions(String owner, String mode) {
        return new KeyFilePermissions(
                path ->
                        Optional.of(
                                new FileAccess(path, owner, PosixFilePermissions.fromString(mode))),
                "ann");
    }
}
