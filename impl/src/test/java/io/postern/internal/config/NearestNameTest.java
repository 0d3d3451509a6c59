package io.postern.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

    @ParameterizedTest
    @CsvSource({
        "abc, abc, 0",
        "abc, acb, 1",
        "abc, ab, 1",
        "abc, xabc, 1",
        "abc, axc, 1",
        "'', abc, 3"
    })
    void the_distance_counts_single_edits(String from, String to, int distance) {
        assertThat(NearestName.distance(from, to)).isEqualTo(distance);
        assertThat(NearestName.distance(to, from)).isEqualTo(distance);
    }

    @Test
    void the_nearest_wins_and_a_tie_goes_by_the_alphabet() {
        assertThat(NearestName.of("wss.prot", List.of("wss.host", "wss.port")))
                .contains("wss.port");
        assertThat(NearestName.of("wss.aa", List.of("wss.ac", "wss.ab"))).contains("wss.ab");
    }

    @Test
    void what_is_far_is_no_suggestion() {
        assertThat(NearestName.of("wss.dispatch", List.of("wss.host", "wss.backlog"))).isEmpty();
    }
}
