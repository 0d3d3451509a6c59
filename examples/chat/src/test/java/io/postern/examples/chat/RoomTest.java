package io.postern.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonString;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoomTest {
    private final Room room = new Room();
    private final Page ann = new Page("Ann");
    private final Page ben = new Page("Ben");

    @Test
    void a_newcomer_learns_who_is_here_and_the_others_learn_of_the_newcomer() {
        room.enter(ann.user());
        room.enter(ben.user());

        assertThat(ben.types()).containsExactly("welcome");
        assertThat(here(ben)).containsExactly("Ann", "Ben");
        assertThat(ann.last()).isEqualTo(Events.joined("Ben"));
    }

    @Test
    void what_is_said_reaches_everyone_exactly_as_it_was_typed() {
        room.enter(ann.user());
        room.enter(ben.user());

        room.say(ann.user().id(), "\"<b>Grüße</b>\" \\ 🚪");

        assertThat(ben.last().getString("name")).isEqualTo("Ann");
        assertThat(ben.last().getString("text")).isEqualTo("\"<b>Grüße</b>\" \\ 🚪");
        assertThat(ann.last()).isEqualTo(ben.last());
    }

    @Test
    void the_history_holds_the_latest_messages_only() {
        room.enter(ann.user());
        for (int n = 1; n <= Room.HISTORY + 1; n++) {
            room.say(ann.user().id(), "message " + n);
        }

        room.enter(ben.user());

        var history = ben.last().getJsonArray("history");
        assertThat(history).hasSize(Room.HISTORY);
        assertThat(history.getJsonObject(0).getString("text")).isEqualTo("message 2");
    }

    @Test
    void a_second_user_of_the_same_name_gets_a_number() {
        room.enter(ann.user());
        room.enter(new User("another-connection", "Ann", text -> {}));

        assertThat(ann.last()).isEqualTo(Events.joined("Ann 2"));
    }

    @Test
    void a_user_who_cannot_be_reached_does_not_keep_the_others_from_hearing() {
        room.enter(new User("gone", "Gone", RoomTest::unreachable));
        room.enter(ann.user());

        room.say(ann.user().id(), "Hello?");

        assertThat(ann.types()).containsExactly("welcome", "said");
    }

    @Test
    void who_has_left_is_announced_once_and_can_say_nothing_more() {
        room.enter(ann.user());
        room.enter(ben.user());

        room.leave(ben.user().id());
        room.leave(ben.user().id());
        room.say(ben.user().id(), "still here");

        assertThat(ann.types()).containsExactly("welcome", "joined", "left");
    }

    @Test
    void everyone_sees_the_same_order_of_messages_said_at_once() {
        room.enter(ben.user());
        room.enter(ann.user());

        IntStream.range(0, 5_000)
                .parallel()
                .forEach(n -> room.say(ann.user().id(), "message " + n));

        List<String> heardByAnn = ann.received().subList(1, 1 + 5_000);
        assertThat(ben.received()).endsWith(heardByAnn.toArray(String[]::new));
    }

    private static void unreachable(String event) {
        throw new IllegalStateException("The connection is closed");
    }

    private static List<String> here(Page page) {
        return page.last().getJsonArray("here").getValuesAs(JsonString::getString);
    }
}
