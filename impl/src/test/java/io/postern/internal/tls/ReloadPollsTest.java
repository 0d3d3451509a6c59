package io.postern.internal.tls;

import static io.postern.internal.tls.ReloadPolls.Step.LOAD;
import static io.postern.internal.tls.ReloadPolls.Step.NOTHING;
import static io.postern.internal.tls.ReloadPolls.Step.RESTLESS;
import static io.postern.internal.tls.ReloadPolls.Step.RESTORED;
import static io.postern.internal.tls.ReloadPolls.Step.WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReloadPollsTest {

    private static final ContentHash A = hash("a");
    private static final ContentHash B = hash("b");
    private static final ContentHash C = hash("c");

    private final ReloadPolls polls = new ReloadPolls(A);

    @Test
    void what_is_in_service_is_left_alone() {
        assertThat(polls.next(A)).isEqualTo(NOTHING);
        assertThat(polls.next(A)).isEqualTo(NOTHING);
    }

    @Test
    void new_content_is_loaded_when_two_polls_in_a_row_have_found_it() {
        assertThat(polls.next(B)).isEqualTo(WAIT);
        assertThat(polls.next(C)).isEqualTo(WAIT);
        assertThat(polls.next(B)).isEqualTo(WAIT);
        assertThat(polls.next(B)).isEqualTo(LOAD);
        polls.loaded(B);
        assertThat(polls.next(B)).isEqualTo(NOTHING);
    }

    @Test
    void content_that_was_there_for_one_poll_only_is_forgotten() {
        assertThat(polls.next(B)).isEqualTo(WAIT);
        assertThat(polls.next(A)).isEqualTo(NOTHING);
        assertThat(polls.next(B)).isEqualTo(WAIT);
    }

    @Test
    void content_of_former_times_is_new_again() {
        bring(B);
        polls.loaded(B);
        bring(A);
        polls.loaded(A);
        bring(B);
    }

    @Test
    void what_has_changed_while_it_was_loaded_has_to_be_found_once_more() {
        bring(B);
        polls.changed(C);
        assertThat(polls.next(B)).isEqualTo(WAIT);
        assertThat(polls.next(B)).isEqualTo(LOAD);
        polls.changed(C);
        assertThat(polls.next(C)).isEqualTo(LOAD);
    }

    @Test
    void bad_content_is_tried_again_after_pauses_that_double_up_to_32_polls() {
        bring(B);
        List<Integer> pauses = new ArrayList<>();
        for (int attempt = 0; attempt < 8; attempt++) {
            polls.failed(B, "problem");
            int polled = 1;
            while (polls.next(B) == WAIT) {
                polled++;
            }
            pauses.add(polled);
        }
        assertThat(pauses).containsExactly(1, 2, 4, 8, 16, 32, 32, 32);
    }

    @Test
    void it_is_still_tried_after_a_year() {
        bring(B);
        for (int failures = 0; failures < 100_000; failures++) {
            polls.failed(B, "problem");
        }
        for (int poll = 1; poll < ReloadPolls.LONGEST_PAUSE; poll++) {
            assertThat(polls.next(B)).isEqualTo(WAIT);
        }
        assertThat(polls.next(B)).isEqualTo(LOAD);
    }

    @Test
    void other_content_does_not_wait_for_the_pause_of_bad_content() {
        bring(B);
        polls.failed(B, "problem");
        polls.failed(B, "problem");
        polls.failed(B, "problem");
        bring(C);
        polls.loaded(C);
        assertThat(polls.next(C)).isEqualTo(NOTHING);
    }

    @Test
    void a_problem_is_news_when_its_text_is_another() {
        assertThat(polls.failed(B, "no key")).isTrue();
        assertThat(polls.failed(B, "no key")).isFalse();
        assertThat(polls.failed(C, "no key")).isFalse();
        assertThat(polls.failed(C, "no certificate")).isTrue();
        assertThat(polls.failed(C, "no key")).isTrue();
    }

    @Test
    void what_the_clock_says_is_no_news_of_the_same_content() {
        assertThat(polls.failed(B, "valid from 2030-01-02; it is 2029-12-31T23:00:00Z")).isTrue();
        assertThat(polls.failed(B, "valid from 2030-01-02; it is 2029-12-31T23:00:10.5Z"))
                .isFalse();
        assertThat(polls.failed(C, "valid from 2030-01-02; it is 2029-12-31T23:00:20Z")).isTrue();
    }

    @Test
    void a_problem_is_news_again_after_success() {
        polls.failed(B, "no key");
        polls.loaded(C);
        assertThat(polls.failed(B, "no key")).isTrue();
    }

    @Test
    void bad_content_that_gives_way_to_what_is_in_service_is_told_once() {
        bring(B);
        polls.failed(B, "no key");
        assertThat(polls.next(A)).isEqualTo(RESTORED);
        assertThat(polls.next(A)).isEqualTo(NOTHING);
        bring(B);
        assertThat(polls.failed(B, "no key")).isTrue();
    }

    @Test
    void files_that_never_rest_are_worth_a_report() {
        for (int change = 1; change < ReloadPolls.RESTLESS; change++) {
            assertThat(polls.next(hash("change " + change))).isEqualTo(WAIT);
        }
        assertThat(polls.next(B)).isEqualTo(RESTLESS);
        assertThat(polls.isNews(B, "restless")).isTrue();
        assertThat(polls.next(C)).isEqualTo(RESTLESS);
        assertThat(polls.isNews(C, "restless")).isFalse();
        assertThat(polls.next(C)).isEqualTo(LOAD);
        polls.loaded(C);
        assertThat(polls.next(B)).isEqualTo(WAIT);
    }

    @Test
    void changes_while_loading_count_as_unrest_too() {
        ReloadPolls.Step last = WAIT;
        for (int change = 1; change <= ReloadPolls.RESTLESS; change++) {
            ContentHash now = hash("change " + change);
            last = polls.next(now);
            polls.changed(hash("meanwhile " + change));
        }
        assertThat(last).isEqualTo(RESTLESS);
    }

    private void bring(ContentHash content) {
        assertThat(polls.next(content)).isEqualTo(WAIT);
        assertThat(polls.next(content)).isEqualTo(LOAD);
    }

    private static ContentHash hash(String content) {
        return new ContentHash(1, content);
    }
}
