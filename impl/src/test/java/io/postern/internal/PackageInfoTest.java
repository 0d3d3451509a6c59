package io.postern.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Each package says what it receives, what it hands on, and on which threads it runs. */
class PackageInfoTest {

    static final List<String> STEPS = ArchitectureTest.STEPS;

    private static final Path SOURCES = Path.of("src/main/java/io/postern/internal");

    @ParameterizedTest
    @FieldSource("STEPS")
    void a_step_begins_with_its_number_and_says_where_it_stands(String step) throws IOException {
        String text = text(SOURCES.resolve(step));
        assertThat(text)
                .startsWith("/** Step " + STEPS.indexOf(step) + ". Receives ")
                .containsIgnoringCase(" hands ")
                .contains(" Threads: ");
    }

    @Test
    void every_package_has_one_and_is_null_marked() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> packages = files.filter(Files::isDirectory).toList();
            assertThat(packages).hasSize(STEPS.size() + 2);
            for (Path directory : packages) {
                assertThat(text(directory)).contains("@NullMarked package io.postern.internal");
            }
        }
    }

    @Test
    void the_first_page_names_the_steps_in_their_order() throws IOException {
        String pattern = STEPS.stream().map(s -> s + "}: ").reduce("", (a, b) -> a + ".*" + b);
        assertThat(text(SOURCES)).containsPattern("(?s)" + pattern.replace("}", "\\}"));
    }

    /** The file on one line, without the asterisks of its comment. */
    private static String text(Path directory) throws IOException {
        return Files.readString(directory.resolve("package-info.java"))
                .replaceAll("\n \\*(?!/)", "\n")
                .replaceAll("\\s+", " ");
    }
}
