package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Parts of text may be cut anywhere by the application, between the chars of a pair too. */
class TextPartsTest {

    private final TextParts parts = new TextParts();

    private String next(String part, boolean last) {
        return new String(parts.next(part, last), StandardCharsets.UTF_8);
    }

    @Test
    void a_message_cut_anywhere_loses_nothing() {
        String message = "a😀€😀😀z";
        for (int first = 0; first <= message.length(); first++) {
            for (int second = first; second <= message.length(); second++) {
                ByteArrayOutputStream sent = new ByteArrayOutputStream();
                sent.writeBytes(parts.next(message.substring(0, first), false));
                sent.writeBytes(parts.next(message.substring(first, second), false));
                sent.writeBytes(parts.next(message.substring(second), true));
                assertThat(sent.toString(StandardCharsets.UTF_8))
                        .as("cut at %d and %d", first, second)
                        .isEqualTo(message);
            }
        }
    }

    @Test
    void the_first_half_of_a_pair_waits_for_the_second() {
        assertThat(next("a\uD83D", false)).isEqualTo("a");
        assertThat(next("", false)).isEmpty();
        assertThat(next("\uDE00b", false)).isEqualTo("😀b");
        assertThat(next("c", true)).isEqualTo("c");
    }

    /** What is no text has no bytes; the end of a message is not waited beyond. */
    @Test
    void half_a_pair_at_the_end_is_replaced_and_does_not_reach_the_next_message() {
        assertThat(next("a\uD83D", true)).isEqualTo("a?");
        assertThat(next("\uDE00b", true)).isEqualTo("?b");
        assertThat(next("\uD83D", false)).isEmpty();
        assertThat(next("", true)).isEqualTo("?");
        assertThat(next("next", true)).isEqualTo("next");
    }
}
