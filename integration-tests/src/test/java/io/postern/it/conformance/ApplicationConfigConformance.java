package io.postern.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Section 6.2: {@code ServerApplicationConfig}s choose what is deployed. */
@Deploys(ApplicationConfigEndpoints.class)
abstract class ApplicationConfigConformance extends Conformance {

    /** WSC-6.2-1, WSC-6.2-2, WSC-6.2-4, WSC-6.2-5, J-107, J-108. */
    @ParameterizedTest
    @CsvSource({"one", "two", "programmatic"})
    void what_any_of_them_returns_is_served(String name) throws Exception {
        assertThat(ask("/chosen/" + name, "?")).isEqualTo(name);
    }

    /** WSC-6.2-5. */
    @Test
    void what_none_of_them_returns_is_not_served() throws Exception {
        assertThat(upgrade("/chosen/not")).startsWith("HTTP/1.1 404 ");
    }
}
