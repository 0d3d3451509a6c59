package io.postern.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortabilityTest {

    @Test
    void any_implementation_of_microprofile_config_will_do() {
        Reading reading = read("wss.port=9000", Readers.PATH, Readers.PASSWORD);
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.listeners().get(0).socket().port()).isEqualTo(9000);
    }

    @Test
    void an_implementation_that_throws_for_an_unresolved_value_is_understood() {
        Reading reading =
                read(
                        "wss.port=${CHAT_PORT}",
                        Readers.PATH,
                        "wss.tls.key-store.p12.password=S3CR3T${x}c4n4ry");
        assertThat(Readers.messages(reading))
                .hasSize(2)
                .anySatisfy(
                        message ->
                                assertThat(message)
                                        .startsWith("wss.port=${CHAT_PORT} (from minimal): cannot"))
                .anySatisfy(
                        message ->
                                assertThat(message)
                                        .startsWith("wss.tls.key-store.p12.password (from minimal)")
                                        .doesNotContain("S3CR3T", "c4n4ry"));
    }

    @Test
    void only_the_reader_touches_microprofile_config() {
        ArchRuleDefinition.noClasses()
                .that()
                .areNotAssignableTo(ConfigReader.class)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.microprofile..")
                .check(
                        new ClassFileImporter()
                                .withImportOption(new ImportOption.DoNotIncludeTests())
                                .importPackagesOf(ConfigReader.class));
    }

    private static Reading read(String... lines) {
        MinimalConfig config = new MinimalConfig(Readers.properties(lines));
        return new ConfigReader(config, Map.of(), "/home/ann").read();
    }
}
