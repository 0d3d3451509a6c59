package io.postern.internal.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of the page about extensions are the classes that the tests run. */
class ExtensionsPageTest {

    private static final Path MODULE = Path.of(System.getProperty("basedir", ""));
    private static final Path PAGE = MODULE.resolve("../src/site/markdown/extensions.md");
    private static final Path CLASSES =
            MODULE.resolve("src/test/java/io/postern/internal/extension");

    @ParameterizedTest
    @ValueSource(classes = {PrivateNetworksOnly.class, ProxyProtocol.class})
    void an_example_is_shown_as_it_was_compiled(Class<?> example) throws IOException {
        String source = Files.readString(CLASSES.resolve(example.getSimpleName() + ".java"));
        String shown = source.substring(source.indexOf("\n@ApplicationScoped\n"));
        assertThat(Files.readString(PAGE.normalize())).contains("```java" + shown + "```");
    }
}
