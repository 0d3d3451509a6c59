package io.postern.internal;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.postern.internal.config.ConfigReader;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The rules that hold the packages in order; read with the package-info of each. */
class ArchitectureTest {

    /** In the order in which a connection passes through them. */
    static final List<String> STEPS =
            List.of(
                    "cdi",
                    "listener",
                    "extension",
                    "negotiation",
                    "tls",
                    "upgrade",
                    "identity",
                    "session",
                    "endpoint");

    /** The one public package that names types of Netty's. */
    private static final String DOOR_TO_NETTY = "io.postern.netty..";

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.postern");

    @ParameterizedTest
    @FieldSource("STEPS")
    void a_step_knows_none_that_comes_before_it(String step) {
        String[] earlier =
                STEPS.subList(0, STEPS.indexOf(step)).stream()
                        .map(ArchitectureTest::packageOf)
                        .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(packageOf(step))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(earlier)
                .check(CLASSES);
    }

    @Test
    void every_package_is_a_step_or_the_configuration() {
        classes()
                .that()
                .resideInAPackage("io.postern.internal..")
                .should()
                .resideInAnyPackage(
                        Stream.concat(
                                        Stream.of("io.postern.internal", packageOf("config")),
                                        STEPS.stream().map(ArchitectureTest::packageOf))
                                .toArray(String[]::new))
                .check(CLASSES);
    }

    @Test
    void the_configuration_is_a_leaf() {
        noClasses()
                .that()
                .resideInAPackage(packageOf("config"))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.postern.internal..")
                                .and(not(resideInAPackage(packageOf("config")))))
                .check(CLASSES);
    }

    @Test
    void there_are_no_cycles() {
        slices().matching("io.postern.internal.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void the_api_depends_on_java_jakarta_and_jspecify_only() {
        classes()
                .that()
                .resideOutsideOfPackages("io.postern.internal..", DOOR_TO_NETTY)
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(
                                        "java..",
                                        "javax.security..",
                                        "jakarta..",
                                        "org.jspecify..",
                                        "io.postern..")
                                .and(
                                        not(
                                                resideInAnyPackage(
                                                        "io.postern.internal..", DOOR_TO_NETTY))))
                .check(CLASSES);
    }

    @Test
    void the_door_to_netty_shows_the_api_and_the_handlers_of_netty_and_nothing_behind_it() {
        classes()
                .that()
                .resideInAPackage(DOOR_TO_NETTY)
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(
                                "java..",
                                "org.jspecify..",
                                "io.postern",
                                "io.netty.channel",
                                DOOR_TO_NETTY))
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackages(DOOR_TO_NETTY, packageOf("extension"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(DOOR_TO_NETTY)
                .check(CLASSES);
    }

    @Test
    void the_configuration_is_obtained_at_two_doors_only() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.postern.internal.cdi.WssExtension")
                .and()
                .doNotHaveFullyQualifiedName("io.postern.internal.cdi.WithholdingApplicationConfig")
                .should()
                .dependOnClassesThat(equivalentTo(ConfigProvider.class))
                .check(CLASSES);
    }

    @Test
    void only_the_reader_reads_it_and_only_cdi_hands_it_over() {
        noClasses()
                .that(not(equivalentTo(ConfigReader.class)))
                .should()
                .callMethodWhere(
                        describe(
                                "its owner is Config",
                                call -> call.getTargetOwner().isEquivalentTo(Config.class)))
                .check(CLASSES);
        noClasses()
                .that(not(equivalentTo(ConfigReader.class)))
                .and()
                .resideOutsideOfPackage(packageOf("cdi"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.microprofile.config..")
                .check(CLASSES);
    }

    @Test
    void no_class_is_a_heap_of_utilities() {
        noClasses().should().haveNameMatching(".*(Utils?|Helper)").check(CLASSES);
    }

    @Test
    void static_fields_are_final_and_hold_nothing_that_changes() {
        fields().that()
                .areStatic()
                .and(describe("are written by hand", ArchitectureTest::isWrittenByHand))
                .should()
                .beFinal()
                .andShould(new HoldImmutableValue())
                .check(CLASSES);
    }

    @Test
    void no_trust_manager_trusts_everybody() {
        classes()
                .should(new CheckWhomTheyTrust())
                .andShould()
                .onlyDependOnClassesThat(
                        not(
                                describe(
                                        "trust everybody",
                                        (JavaClass c) ->
                                                c.getSimpleName()
                                                        .matches("Insecure.*|Noop.*|TrustAll.*"))))
                .check(CLASSES);
    }

    private static boolean isWrittenByHand(JavaField field) {
        return !field.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static String packageOf(String step) {
        return "io.postern.internal." + step + "..";
    }
}
