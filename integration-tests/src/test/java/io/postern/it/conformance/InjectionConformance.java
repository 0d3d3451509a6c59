package io.postern.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Section 7.1.1: endpoints and CDI. */
@Deploys(InjectionEndpoints.class)
abstract class InjectionConformance extends Conformance {

    /** WSC-7.1.1-1. */
    @ParameterizedTest
    @CsvSource({
        "field, hello Ada",
        "method, hello Ada",
        "constructor, hello Ada",
        "intercepted, HELLO ADA"
    })
    void endpoints_are_injected_and_intercepted(String into, String answer) throws Exception {
        assertThat(ask("/injection/" + into, "Ada")).isEqualTo(answer);
    }
}
