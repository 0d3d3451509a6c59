package io.postern.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomsTest {
    private static final int CLOSE_REASON_BYTES = 123; // RFC 6455, section 5.5: 125 less the code

    private final Rooms rooms = new Rooms();
    private final Page ann = new Page("Ann");
    private final Page ben = new Page("Ben");

    @Test
    void rooms_do_not_hear_each_other() {
        rooms.enter("garden", ann.user());
        rooms.enter("kitchen", ben.user());

        rooms.say("garden", ann.user().id(), "Hello");

        assertThat(ann.types()).containsExactly("welcome", "said");
        assertThat(ben.types()).containsExactly("welcome");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2 fast", "<b>", "name\nwith line", "a name of 21 characters"})
    void an_unusable_name_is_refused(String name) {
        refused(() -> rooms.enter("lobby", new Page(name).user()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Lobby", "../lobby", "a-room-name-of-31-characters---"})
    void an_unusable_room_is_refused(String room) {
        refused(() -> rooms.enter(room, ann.user()));
    }

    @Test
    void a_blank_or_too_long_message_is_refused() {
        refused(() -> rooms.say("lobby", ann.user().id(), " \n"));
        refused(() -> rooms.say("lobby", ann.user().id(), "x".repeat(Rooms.MAX_TEXT + 1)));
    }

    @Test
    void no_room_is_opened_beyond_the_limit_until_one_is_empty() {
        IntStream.range(0, Rooms.MAX_ROOMS)
                .forEach(n -> rooms.enter("room-" + n, new Page("User " + n).user()));
        refused(() -> rooms.enter("one-more", ann.user()));
        rooms.enter("room-1", ann.user());

        rooms.leave("room-0", new Page("User 0").user().id());

        rooms.enter("one-more", ben.user());
        assertThat(ben.types()).containsExactly("welcome");
    }

    @Test
    void nobody_is_lost_while_others_come_and_go() {
        IntStream.range(0, 5_000)
                .parallel()
                .forEach(
                        n -> {
                            Page page = new Page("User " + n);
                            rooms.enter("lobby", page.user());
                            rooms.say("lobby", page.user().id(), "I am " + n);
                            rooms.leave("lobby", page.user().id());
                            assertThat(page.received()).anyMatch(e -> e.contains("I am " + n));
                        });

        rooms.enter("lobby", ann.user());
        assertThat(ann.last().getJsonArray("here")).hasSize(1);
    }

    private static void refused(Runnable attempt) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(attempt::run)
                .satisfies(
                        refusal ->
                                assertThat(refusal.getMessage().getBytes(StandardCharsets.UTF_8))
                                        .hasSizeLessThanOrEqualTo(CLOSE_REASON_BYTES));
    }
}
