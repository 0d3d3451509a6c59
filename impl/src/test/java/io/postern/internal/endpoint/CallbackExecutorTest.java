package io.postern.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.Dispatch;
import io.postern.internal.testing.RecordedLog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CallbackExecutorTest {

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern.endpoint");

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<Object> ran = new ArrayList<>();
    private final CallbackExecutor callbacks =
            new CallbackExecutor(new Threads(), new RecordingContext());

    /** Those of which the test runs the tasks, and an event loop on which it stands or not. */
    private final class Threads implements CallbackThreads {
        @Override
        public Executor of(Dispatch on) {
            return task ->
                    tasks.add(
                            () -> {
                                hops.add(on);
                                task.run();
                            });
        }

        @Override
        public boolean isHere(Dispatch on) {
            return onLoop && on == Dispatch.EVENT_LOOP;
        }
    }

    private final List<Dispatch> hops = new ArrayList<>();
    private boolean onLoop;

    private final class RecordingContext implements ConnectionContext {
        @Override
        public void run(Runnable task) {
            ran.add("(");
            task.run();
            ran.add(")");
        }

        @Override
        public void inRequest(Runnable callback) {
            ran.add("[");
            try {
                callback.run();
            } finally {
                ran.add("]");
            }
        }
    }

    @Test
    void what_is_waiting_runs_in_one_task_each_in_a_request_of_its_own() {
        callbacks.execute(Dispatch.MANAGED, () -> ran.add(1));
        callbacks.execute(Dispatch.MANAGED, () -> ran.add(2));
        assertThat(tasks).hasSize(1);
        tasks.remove().run();
        assertThat(ran).containsExactly("(", "[", 1, "]", "[", 2, "]", ")");
        assertThat(tasks).isEmpty();
    }

    @Test
    void what_a_callback_adds_runs_after_it_and_never_inside() {
        callbacks.execute(
                Dispatch.MANAGED,
                () -> {
                    callbacks.execute(Dispatch.MANAGED, () -> ran.add("later"));
                    ran.add("first");
                });
        tasks.remove().run();
        assertThat(ran).containsExactly("(", "[", "first", "]", "[", "later", "]", ")");
    }

    @Test
    void after_a_burst_the_thread_is_given_up_and_the_rest_comes_in_another_task() {
        IntStream.range(0, 100).forEach(i -> callbacks.execute(Dispatch.MANAGED, () -> ran.add(i)));
        tasks.remove().run();
        assertThat(ran).contains(63).doesNotContain(64);
        assertThat(tasks).hasSize(1);
        tasks.remove().run();
        assertThat(ran.stream().filter(Integer.class::isInstance))
                .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
        assertThat(tasks).isEmpty();
    }

    @Test
    void a_callback_that_throws_stops_none_of_the_others() {
        callbacks.execute(
                Dispatch.MANAGED,
                () -> {
                    throw new IllegalStateException("the request context is gone");
                });
        callbacks.execute(Dispatch.MANAGED, () -> ran.add("second"));
        tasks.remove().run();
        callbacks.execute(Dispatch.MANAGED, () -> ran.add("third"));
        tasks.remove().run();
        assertThat(ran).contains("second", "third");
        assertThat(log.lines()).singleElement().asString().startsWith("ERROR POSTERN6005");
    }

    @Test
    void an_idle_executor_starts_again() {
        callbacks.execute(Dispatch.MANAGED, () -> ran.add(1));
        tasks.remove().run();
        callbacks.execute(Dispatch.MANAGED, () -> ran.add(2));
        tasks.remove().run();
        assertThat(ran).containsExactly("(", "[", 1, "]", ")", "(", "[", 2, "]", ")");
    }

    @Test
    void each_callback_runs_on_its_threads_and_the_order_is_kept() {
        callbacks.execute(Dispatch.MANAGED, () -> ran.add(1));
        callbacks.execute(Dispatch.MANAGED, () -> ran.add(2));
        callbacks.execute(Dispatch.EVENT_LOOP, () -> ran.add(hops.toString()));
        callbacks.execute(Dispatch.VIRTUAL, () -> ran.add(hops.toString()));
        callbacks.execute(Dispatch.MANAGED, () -> ran.add(hops.toString()));
        while (!tasks.isEmpty()) {
            assertThat(tasks).hasSize(1);
            tasks.remove().run();
        }
        assertThat(ran.stream().filter(one -> one.toString().length() > 1))
                .containsExactly(
                        "[MANAGED, EVENT_LOOP]",
                        "[MANAGED, EVENT_LOOP, VIRTUAL]",
                        "[MANAGED, EVENT_LOOP, VIRTUAL, MANAGED]");
        assertThat(ran).containsSubsequence(1, 2, "[MANAGED, EVENT_LOOP]");
    }

    @Test
    void where_the_thread_is_the_right_one_and_nothing_waits_it_runs_without_a_hop() {
        onLoop = true;
        callbacks.executeInRow(Dispatch.EVENT_LOOP, () -> ran.add(1));
        callbacks.executeInRow(Dispatch.EVENT_LOOP, () -> ran.add(2));
        assertThat(ran).isEmpty();
        callbacks.endRow();
        assertThat(ran).containsExactly("(", "[", 1, "]", "[", 2, "]", ")");
        callbacks.endRow();
        assertThat(ran).hasSize(8);
        assertThat(tasks).isEmpty();
    }

    @Test
    void a_row_for_other_threads_takes_one_hop_when_it_ends() {
        callbacks.executeInRow(Dispatch.MANAGED, () -> ran.add(1));
        callbacks.executeInRow(Dispatch.MANAGED, () -> ran.add(2));
        assertThat(tasks).isEmpty();
        callbacks.endRow();
        assertThat(tasks).hasSize(1);
        tasks.remove().run();
        assertThat(ran).containsExactly("(", "[", 1, "]", "[", 2, "]", ")");
        callbacks.endRow();
        assertThat(tasks).isEmpty();
    }

    @Test
    void so_it_does_when_many_wait_before_the_thread_says_that_no_more_come() {
        onLoop = true;
        for (int i = 0; i < 8; i++) {
            callbacks.executeInRow(Dispatch.EVENT_LOOP, () -> ran.add("ran"));
        }
        assertThat(ran.stream().filter("ran"::equals)).hasSize(8);
        assertThat(tasks).isEmpty();
    }

    @Test
    void behind_one_for_other_threads_it_takes_the_hop() {
        onLoop = true;
        callbacks.executeInRow(Dispatch.MANAGED, () -> ran.add(2));
        callbacks.executeInRow(Dispatch.EVENT_LOOP, () -> ran.add(3));
        callbacks.endRow();
        assertThat(ran).doesNotContain(2, 3);
        assertThat(tasks).hasSize(1);
        tasks.remove().run();
        tasks.remove().run();
        assertThat(ran).containsSubsequence(2, 3);
        assertThat(hops).containsExactly(Dispatch.MANAGED, Dispatch.EVENT_LOOP);
    }

    /**
     * It may have been caused by a callback of another connection, whose request it must not share.
     */
    @Test
    void what_is_no_message_never_runs_inside_whoever_caused_it() {
        onLoop = true;
        callbacks.execute(Dispatch.EVENT_LOOP, () -> ran.add(1));
        assertThat(ran).isEmpty();
        assertThat(tasks).hasSize(1);
    }
}
