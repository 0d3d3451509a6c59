package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PrivateDirectoryTest {

    @TempDir Path temporary;

    /** The JDK's zip file system has no POSIX modes and throws when asked for them. */
    @Test
    void a_file_system_without_posix_modes_will_do() throws Exception {
        Path archive = temporary.resolve("no-modes.zip");
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            assertThat(zip.supportedFileAttributeViews()).doesNotContain("posix");
            Path path = zip.getPath("/a/b");

            PrivateDirectory directory = PrivateDirectory.open(path);
            try (PrivateDirectory.Workplace workplace = directory.makeWorkplace("new")) {
                Path file = Files.writeString(workplace.resolve("key"), "key");
                directory.publish(file, directory.resolve("key"));
            }

            assertThat(Files.readString(path.resolve("key"))).isEqualTo("key");
            assertThat(directory.distrust(path.resolve("key"))).isEmpty();
            assertThat(directory.fileAttributes()).isEmpty();
            assertThat(Files.exists(path.resolve("new"))).isFalse();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_linked_directory_will_do_for_the_real_one_is_checked() throws Exception {
        Path real = Files.createDirectory(temporary.resolve("real"));
        Path link = Files.createSymbolicLink(temporary.resolve("link"), real);

        PrivateDirectory.open(link);

        assertThat(real).isEmptyDirectory();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_directory_of_another_user_is_refused() throws Exception {
        Path foreign = Files.createDirectory(temporary.resolve("foreign"));
        UserPrincipal nobody =
                foreign.getFileSystem()
                        .getUserPrincipalLookupService()
                        .lookupPrincipalByName("nobody");
        try {
            Files.setOwner(foreign, nobody);
        } catch (FileSystemException e) {
            Assumptions.abort("only root can give a directory away");
        }

        assertThatThrownBy(() -> PrivateDirectory.open(foreign))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(
                        foreign + " belongs to nobody, who could exchange its files");
        assertThat(foreign).isEmptyDirectory();
    }

    @Test
    void anything_but_a_regular_file_is_distrusted() throws Exception {
        PrivateDirectory directory = PrivateDirectory.open(temporary.resolve("private"));
        Path inner = Files.createDirectory(directory.resolve("inner"));

        assertThat(directory.distrust(inner))
                .hasValueSatisfying(r -> assertThat(r).contains("not"));
    }
}
