package io.postern.internal.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.config.NegotiationConfig;
import io.postern.internal.config.Overflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many threads enter, leave early, and pass permits on, all at once. */
@Timeout(60)
class NegotiationQueueStressTest {

    private static final int THREADS = 8;
    private static final int APPLICANTS_PER_THREAD = 25_000;
    private static final int PERMITS = 3;
    private static final int CAPACITY = 4;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    /** Those who hold a permit and have not begun to leave. */
    private final AtomicInteger holders = new AtomicInteger();

    private final AtomicInteger mostHolders = new AtomicInteger();

    /** Who has to give a permit back, to be done by any thread. */
    private final BlockingQueue<Patient> toLeave = new LinkedBlockingQueue<>();

    /** One who stays until it has been answered. */
    private final class Patient implements NegotiationQueue.Applicant {

        private final AtomicInteger answers = new AtomicInteger();

        @Override
        public void permitted() {
            answers.incrementAndGet();
            int now = holders.incrementAndGet();
            mostHolders.accumulateAndGet(now, Math::max);
            toLeave.add(this);
        }

        @Override
        public void overflowed() {
            answers.incrementAndGet();
        }

        void leave(NegotiationQueue queue) {
            holders.decrementAndGet();
            queue.leave(this);
        }
    }

    /** One who leaves without waiting for an answer; what it is told meanwhile, it ignores. */
    private static final class Impatient implements NegotiationQueue.Applicant {

        private final AtomicInteger answers = new AtomicInteger();

        @Override
        public void permitted() {
            answers.incrementAndGet();
        }

        @Override
        public void overflowed() {
            answers.incrementAndGet();
        }
    }

    @AfterEach
    void end_the_threads() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Overflow.class)
    void nobody_is_lost_and_no_permit_is_left_over(Overflow overflow) throws Exception {
        NegotiationQueue queue =
                new NegotiationQueue(
                        new NegotiationConfig(PERMITS, CAPACITY, Duration.ofSeconds(10), overflow));
        List<Future<List<Patient>>> crowds = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            long seed = thread;
            Callable<List<Patient>> crowd = () -> crowd(queue, new SplittableRandom(seed));
            crowds.add(threads.submit(crowd));
        }
        List<Patient> all = new ArrayList<>();
        for (Future<List<Patient>> crowd : crowds) {
            all.addAll(crowd.get());
        }
        for (Patient last = toLeave.poll(); last != null; last = toLeave.poll()) {
            last.leave(queue);
        }
        assertThat(all).allSatisfy(a -> assertThat(a.answers).as("answers").hasValue(1));
        assertThat(mostHolders).hasValueBetween(1, PERMITS);
        assertThat(queue.negotiating()).isZero();
        assertThat(queue.waiting()).isZero();
    }

    /** Enters the applicants of one thread and lets others leave between them. */
    private List<Patient> crowd(NegotiationQueue queue, SplittableRandom random) {
        List<Patient> patients = new ArrayList<>();
        for (int i = 0; i < APPLICANTS_PER_THREAD; i++) {
            if (random.nextInt(4) == 0) {
                Impatient impatient = new Impatient();
                queue.enter(impatient);
                queue.leave(impatient);
            } else {
                Patient patient = new Patient();
                patients.add(patient);
                queue.enter(patient);
            }
            Patient leaving = random.nextBoolean() ? toLeave.poll() : null;
            if (leaving != null) {
                leaving.leave(queue);
            }
        }
        return patients;
    }
}
