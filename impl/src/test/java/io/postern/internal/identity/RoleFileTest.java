package io.postern.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.internal.testing.RecordedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleFileTest {

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern.identity");

    @TempDir Path directory;
    private Path path;
    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);

    @BeforeEach
    void name_the_file() {
        path = directory.resolve("roles");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ann = user, admin             | ann
                    ann=user,admin                | ann
                    ann=user , admin,             | ann
                    CN=Ann, O=Example = user,admin| CN=Ann, O=Example
                    CN = Ann, O = X = user, admin | CN = Ann, O = X
                    "Ann #1" = admin,user         | "Ann #1"
                    """)
    void a_line_gives_roles_to_a_principal(String line, String principal) throws Exception {
        assertThat(open("# who may what", "", "  " + line).rolesOf(principal))
                .isEqualTo(Set.of("user", "admin"));
    }

    @Test
    void names_are_compared_exactly() throws Exception {
        RoleFile roles = open("\uFEFFann = user");
        assertThat(roles.rolesOf("ann")).containsExactly("user");
        assertThat(roles.rolesOf("Ann")).isEmpty();
        assertThat(roles.rolesOf("ann ")).isEmpty();
        assertThat(roles.rolesOf("bob")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ann                  | has no equals sign
                    CN=Ann,O=Example     | has no equals sign with a space on both sides
                    ann =                | names no role
                    ann = ,              | names no role
                    = admin              | names no principal
                    ann = admin # boss   | a comment has a line of its own
                    bob = user           | the principal is in line 1 already
                    a\u0000 = user       | has a control character
                    """)
    void a_malformed_line_is_named(String line, String problem) {
        assertThatThrownBy(() -> open("bob = admin", "", line))
                .isInstanceOf(IdentityException.class)
                .hasMessageStartingWith(path + ", line 3: ")
                .hasMessageContaining(problem);
    }

    @Test
    void an_unreadable_file_is_named() throws IOException {
        assertThatThrownBy(() -> RoleFile.open(path))
                .hasMessageStartingWith(path + " does not exist");
        assertThatThrownBy(() -> RoleFile.open(directory))
                .hasMessage(directory + " is a directory; name a file in it");
        Files.write(path, new byte[] {'a', '=', (byte) 0xff});
        assertThatThrownBy(() -> RoleFile.open(path)).hasMessage(path + " is not text in UTF-8");
    }

    @Test
    void a_change_is_found_ten_seconds_after_the_last_look() throws Exception {
        RoleFile roles = open("ann = user");
        write("ann = admin");
        seconds(9);
        assertThat(roles.rolesOf("ann")).containsExactly("user");
        seconds(1);
        assertThat(roles.rolesOf("ann")).containsExactly("admin");
        assertThat(log.lines())
                .containsExactly("INFO POSTERN4551: " + path + " has changed and is in use");
        write("ann = root");
        seconds(9);
        assertThat(roles.rolesOf("ann")).containsExactly("admin");
    }

    @Test
    void what_cannot_be_used_leaves_the_old_and_is_logged_once() throws Exception {
        RoleFile roles = open("ann = user");
        write("ann");
        lookTwice(roles, "user");
        assertThat(log.lines())
                .singleElement()
                .asString()
                .startsWith("ERROR POSTERN4552: " + path + ", line 1: has no equals sign")
                .endsWith("; what was read before stays in use");
        Files.delete(path);
        lookTwice(roles, "user");
        assertThat(log.lines()).hasSize(2).last().asString().contains("does not exist");
        write("ann = admin");
        lookTwice(roles, "admin");
        assertThat(log.lines()).hasSize(3);
    }

    private void lookTwice(RoleFile roles, String role) {
        for (int i = 0; i < 2; i++) {
            seconds(10);
            assertThat(roles.rolesOf("ann")).containsExactly(role);
        }
    }

    private void seconds(long seconds) {
        nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    private RoleFile open(String... lines) throws Exception {
        write(lines);
        return RoleFile.open(path, nanoTime::get);
    }

    private void write(String... lines) throws IOException {
        Files.writeString(path, String.join("\n", lines) + "\n");
    }
}
