package io.postern.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.it.support.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Classes that are no endpoints, all deployed together: what the deployer is told. */
abstract class IllegalConformance {

    /** Where the listener would be. */
    static final int PORT = Ports.choose();

    /** What the failed deployment has reported. */
    abstract String report();

    private void assertReported(String type, String rule) {
        assertThat(report().lines())
                .anyMatch(line -> line.contains(name(type)) && line.contains(rule));
    }

    private void assertPathReported(String type, String rule) {
        assertThat(report().lines())
                .anyMatch(line -> line.contains(pathName(type)) && line.contains(rule));
    }

    private static String name(String type) {
        return IllegalEndpoints.class.getName() + "$" + type;
    }

    private static String pathName(String type) {
        return IllegalPaths.class.getName() + "$" + type;
    }

    /** WSC-4.4-3, WSC-4.5-4, WSC-4.6-3, WSC-5.2.1-2, WSC-5.2.1-5. */
    @ParameterizedTest
    @CsvSource({
        "TwoOnOpen, @OnOpen",
        "TwoOnClose, @OnClose",
        "TwoOnError, @OnError",
        "OnOpenTakesString, .open",
        "OnCloseTakesConfig, .close",
        "OnErrorTakesReason, .error",
        "OnErrorWithoutError, .error",
        "OnErrorTakesException, .error",
        "SessionTwice, .open",
        "ReasonTwice, .close",
        "ConfigTwice, .open"
    })
    void a_wrong_life_cycle_method_is_reported(String type, String rule) {
        assertReported(type, rule);
    }

    /** WSC-4.8.2, D-11. */
    @Test
    void a_class_that_is_not_public_is_reported() {
        assertReported("Hidden", "public");
    }

    /** WSC-4.7-1. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "WithoutMessage",
                "UnknownMessage",
                "MessageTwice",
                "ReaderInParts",
                "PongInParts",
                "ReturnsUnknown"
            })
    void a_wrong_message_method_is_reported(String type) {
        assertReported(type, ".message");
    }

    /** WSC-4.7-4. */
    @ParameterizedTest
    @CsvSource({
        "TwoForText, text",
        "TwoForBinary, binary",
        "TwoForPong, pong",
        "WholeAndParts, text",
        "TextAndNumber, text"
    })
    void a_second_method_for_a_kind_of_message_is_reported(String type, String kind) {
        assertReported(type, kind + " messages");
    }

    /** WSC-4.3-1. */
    @ParameterizedTest
    @CsvSource({
        "PathParamInOpen, java.lang.StringBuilder",
        "PathParamInMessage, java.lang.Object",
        "PathParamInError, byte[]",
        "PathParamInClose, jakarta.websocket.Session"
    })
    void a_path_parameter_of_another_type_is_reported(String type, String parameter) {
        assertReported(type, "@PathParam of type " + parameter);
    }

    /** WSC-4.3-2. */
    @Test
    void a_path_parameter_without_a_name_is_reported() {
        assertReported("PathParamWithoutName", "@PathParam");
    }

    /** WSC-4.1.1-3, D-8, D-9. */
    @ParameterizedTest
    @CsvSource({
        "NoPath, ''",
        "NoSlash, no/slash",
        "Dot, /a/./dot",
        "Dots, /two/../dots",
        "UnclosedVariable, /{unclosed",
        "PartOfSegment, /part-of-{segment}",
        "VariableTwice, /{v}/{v}",
        "TwoSlashes, /two//slashes"
    })
    void a_malformed_path_is_reported(String type, String path) {
        assertPathReported(type, "\"" + path + "\"");
    }

    /** WSC-4.1.1-4, WSC-3.1.1-2. */
    @ParameterizedTest
    @CsvSource({"Same, SameAgain", "Equivalent, EquivalentAgain"})
    void two_classes_with_one_path_are_reported(String one, String other) {
        assertPathReported(one, pathName(other));
    }

    /** WSC-5.2.1-3. */
    @Test
    void nothing_of_the_application_is_served() {
        assertThat(report()).doesNotContain(name("WellFormed"));
        assertThat(Ports.isFree(PORT)).isTrue();
    }
}
