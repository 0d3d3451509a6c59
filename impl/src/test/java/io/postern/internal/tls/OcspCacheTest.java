package io.postern.internal.tls;

import static io.postern.internal.tls.OcspPki.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class OcspCacheTest {

    private static final Instant LATER = NOW.plusSeconds(86_400);

    private final OcspCache cache = new OcspCache();

    @Test
    void it_knows_what_it_has_been_told_and_nothing_else() {
        cache.good("a", NOW, LATER);
        assertThat(cache.isGood("a", NOW)).isTrue();
        assertThat(cache.isGood("b", NOW)).isFalse();
    }

    @Test
    void it_forgets_after_five_minutes_or_when_the_answer_expires() {
        cache.good("long", NOW, LATER);
        cache.good("short", NOW, NOW.plusSeconds(2));
        assertThat(cache.isGood("long", NOW.plusSeconds(299))).isTrue();
        assertThat(cache.isGood("long", NOW.plusSeconds(300))).isFalse();
        assertThat(cache.isGood("short", NOW.plusSeconds(1))).isTrue();
        assertThat(cache.isGood("short", NOW.plusSeconds(2))).isFalse();
    }

    @Test
    void it_does_not_remember_what_has_expired() {
        cache.good("a", NOW, NOW);
        assertThat(cache.isGood("a", NOW)).isFalse();
    }

    @Test
    void a_clock_that_is_set_back_prolongs_nothing() {
        cache.good("a", NOW, LATER);
        assertThat(cache.isGood("a", NOW.minusSeconds(1))).isFalse();
        assertThat(cache.isGood("a", NOW)).isFalse();
    }

    @Test
    void the_oldest_gives_way_when_it_is_full() {
        for (int i = 0; i < OcspCache.MAX_ENTRIES; i++) {
            cache.good("" + i, NOW, LATER);
        }
        cache.good("0", NOW, LATER);
        cache.good("new", NOW, LATER);
        assertThat(cache.isGood("0", NOW)).isTrue();
        assertThat(cache.isGood("1", NOW)).isFalse();
        assertThat(cache.isGood("2", NOW)).isTrue();
        assertThat(cache.isGood("new", NOW)).isTrue();
    }
}
