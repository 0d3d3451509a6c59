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

/** Many threads enter, come too late, leave early, and pass permits on, all at once. */
@Timeout(60)
class NegotiationQueueStressTest {

    private static final int THREADS = 8;
    private static final int APPLICANTS_PER_THREAD = 25_000;
    private static final int PERMITS = 3;
    private static final int CAPACITY = 4;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    /** Those who hold a permit and have not begun to leave. */
    private final AtomicInteger holders = new AtomicInteger();

    private final AtomicInteger mostHolders = new AtomicInteger();
    private final AtomicInteger tooLate = new AtomicInteger();

    /** Who has to give a permit back, to be done by any thread. */
    private final BlockingQueue<Patient> toLeave = new LinkedBlockingQueue<>();

    private class Applicant implements NegotiationQueue.Applicant {

        final AtomicInteger answers = new AtomicInteger();
        final Place place;

        Applicant(NegotiationQueue queue, long acceptedAt) {
            place = queue.place(this, acceptedAt);
        }

        @Override
        public void permitted() {
            answers.incrementAndGet();
        }

        @Override
        public void overflowed() {
            answers.incrementAndGet();
        }

        @Override
        public void tooLate() {
            answers.incrementAndGet();
            tooLate.incrementAndGet();
        }
    }

    /** One who stays until it has been answered. */
    private final class Patient extends Applicant {

        Patient(NegotiationQueue queue, long acceptedAt) {
            super(queue, acceptedAt);
        }

        @Override
        public void permitted() {
            super.permitted();
            int now = holders.incrementAndGet();
            mostHolders.accumulateAndGet(now, Math::max);
            toLeave.add(this);
        }

        void leave(NegotiationQueue queue, boolean succeeded) {
            holders.decrementAndGet();
            if (succeeded) {
                queue.succeed(place);
            } else {
                queue.leave(place);
            }
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
                        new NegotiationConfig(PERMITS, CAPACITY, TIMEOUT, overflow),
                        System::nanoTime);
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
        letTheLastLeave(queue);
        // Of the crowd all who were too late may have been dropped before their turn.
        all.addAll(oneTooLateBehindOthers(queue));
        letTheLastLeave(queue);
        assertThat(all).allSatisfy(a -> assertThat(a.answers).as("answers").hasValue(1));
        assertThat(mostHolders).hasValueBetween(1, PERMITS);
        assertThat(tooLate).hasPositiveValue();
        assertThat(queue.negotiating()).isZero();
        assertThat(queue.waiting()).isZero();
    }

    private List<Patient> oneTooLateBehindOthers(NegotiationQueue queue) {
        List<Patient> row = new ArrayList<>();
        for (int i = 0; i < PERMITS; i++) {
            row.add(new Patient(queue, System.nanoTime()));
        }
        row.add(new Patient(queue, System.nanoTime() - TIMEOUT.toNanos()));
        row.forEach(patient -> queue.enter(patient.place));
        return row;
    }

    private void letTheLastLeave(NegotiationQueue queue) {
        for (Patient last = toLeave.poll(); last != null; last = toLeave.poll()) {
            last.leave(queue, true);
        }
    }

    /** Enters the applicants of one thread and lets others leave between them. */
    private List<Patient> crowd(NegotiationQueue queue, SplittableRandom random) {
        List<Patient> patients = new ArrayList<>();
        for (int i = 0; i < APPLICANTS_PER_THREAD; i++) {
            long age = random.nextInt(4) == 0 ? TIMEOUT.toNanos() : 0;
            long acceptedAt = System.nanoTime() - age;
            if (random.nextInt(4) == 0) {
                Applicant impatient = new Applicant(queue, acceptedAt);
                queue.enter(impatient.place);
                queue.leave(impatient.place);
            } else {
                Patient patient = new Patient(queue, acceptedAt);
                patients.add(patient);
                queue.enter(patient.place);
            }
            Patient leaving = random.nextBoolean() ? toLeave.poll() : null;
            if (leaving != null) {
                leaving.leave(queue, random.nextBoolean());
            }
        }
        return patients;
    }
}
