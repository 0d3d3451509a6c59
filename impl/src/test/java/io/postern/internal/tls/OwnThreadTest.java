package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class OwnThreadTest {

    @Test
    void the_work_runs_on_a_thread_that_has_ended_when_the_call_returns() throws Exception {
        Thread thread = OwnThread.call(Thread::currentThread);
        assertThat(thread).isNotSameAs(Thread.currentThread());
        assertThat(thread).isInstanceOf(FastThreadLocalThread.class);
        assertThat(thread.getName()).isEqualTo("postern-native");
        assertThat(thread.getState()).isEqualTo(Thread.State.TERMINATED);
    }

    @Test
    void the_thread_has_ended_when_the_work_fails_as_well() {
        AtomicReference<Thread> thread = new AtomicReference<>();
        assertThatThrownBy(
                        () ->
                                OwnThread.call(
                                        () -> {
                                            thread.set(Thread.currentThread());
                                            throw new IOException("as told");
                                        }))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("as told");
        assertThat(thread.get().getState()).isEqualTo(Thread.State.TERMINATED);
    }

    @Test
    void an_error_of_the_work_arrives_with_its_cause() {
        assertThatThrownBy(
                        () ->
                                OwnThread.call(
                                        () -> {
                                            throw new UnsatisfiedLinkError("no library");
                                        }))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(UnsatisfiedLinkError.class);
    }

    @Test
    void an_interrupt_shortens_nothing_and_is_kept() throws Exception {
        Thread caller = Thread.currentThread();
        String result =
                OwnThread.call(
                        () -> {
                            caller.interrupt();
                            return "done";
                        });
        assertThat(result).isEqualTo("done");
        assertThat(Thread.interrupted()).isTrue();
    }
}
