package io.postern.internal.tls;

import static io.postern.internal.tls.OcspPki.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.testing.RecordedLog;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StapleUpkeepTest {

    private static final Duration LIFE = Duration.ofHours(2);

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern.tls");

    private final MovedClock clock = new MovedClock(NOW);
    private final Staples staples = new Staples(clock);
    private final AtomicInteger failures = new AtomicInteger();
    private final Deque<Object> answers = new ArrayDeque<>();
    private StapleTarget target;
    private StapleUpkeep upkeep;

    @BeforeEach
    void create() throws Exception {
        OcspPki pki = OcspPki.create();
        target =
                new StapleTarget(
                        new OcspSubject(
                                pki.client().getCertificate(), pki.authority().getCertificate()),
                        URI.create("http://ocsp.example/"));
        upkeep = new StapleUpkeep(target, staples, clock, failures::incrementAndGet);
    }

    private Staple fetch() throws OcspException {
        Object answer = answers.removeFirst();
        if (answer instanceof OcspException e) {
            throw e;
        }
        return (Staple) answer;
    }

    /** The next poll finds this, and no other one may be asked for. */
    private void pollFinding(Object answer) {
        answers.add(answer);
        poll();
        assertThat(answers).isEmpty();
    }

    private void poll() {
        upkeep.poll((asked, now) -> fetch());
    }

    private Staple staple(int number) {
        return new Staple(new byte[] {(byte) number}, clock.instant().plus(LIFE));
    }

    private void assertStapled(int number) {
        assertThat(staples.of(target.certificate())).hasValue(new byte[] {(byte) number});
    }

    private void assertNothingStapled() {
        assertThat(staples.of(target.certificate())).isEmpty();
    }

    private static OcspException down() {
        return new OcspException("cannot be reached: x");
    }

    @Test
    void a_staple_is_fetched_at_once_and_again_at_half_of_its_life() {
        pollFinding(staple(1));
        assertStapled(1);
        poll();
        clock.pass(Duration.ofMinutes(59));
        poll();
        clock.pass(Duration.ofMinutes(1));
        pollFinding(staple(2));
        assertStapled(2);
        assertThat(failures).hasValue(0);
        assertThat(log.lines())
                .singleElement()
                .asString()
                .startsWith("INFO POSTERN3052")
                .contains("CN=Client", "http://ocsp.example/", "2026-03-01T14:00:00Z");
    }

    @Test
    void a_failure_leaves_the_old_staple_until_it_expires_and_not_longer() {
        pollFinding(staple(1));
        clock.pass(Duration.ofHours(1));
        for (int pause : new int[] {10, 20, 40, 80, 160, 320, 640, 1280}) {
            pollFinding(down());
            assertStapled(1);
            clock.pass(Duration.ofSeconds(pause));
        }
        clock.pass(Duration.ofHours(2).minus(Duration.ofSeconds(3600 + 2550)).minusMillis(1));
        assertStapled(1);
        clock.pass(Duration.ofMillis(1));
        assertNothingStapled();
        pollFinding(down());
        assertThat(failures).hasValue(9);
        assertThat(log.lines())
                .hasSize(3)
                .satisfies(
                        lines -> {
                            assertThat(lines.get(1))
                                    .startsWith("WARN POSTERN3054")
                                    .contains("cannot be reached", "until 2026-03-01T14:00:00Z");
                            assertThat(lines.get(2)).startsWith("WARN POSTERN3055");
                        });
    }

    @Test
    void a_responder_that_is_down_from_the_beginning_is_logged_once_and_its_return_too() {
        pollFinding(down());
        clock.pass(Duration.ofSeconds(10));
        pollFinding(down());
        clock.pass(Duration.ofSeconds(19));
        poll();
        clock.pass(Duration.ofSeconds(1));
        pollFinding(staple(1));
        assertStapled(1);
        assertThat(failures).hasValue(2);
        assertThat(log.lines())
                .satisfiesExactly(
                        missing ->
                                assertThat(missing)
                                        .startsWith("WARN POSTERN3053")
                                        .contains("CN=Client", "cannot be reached: x"),
                        back -> assertThat(back).startsWith("INFO POSTERN3052"));
    }

    @Test
    void revoked_takes_the_old_staple_back_and_is_logged_loudly_once() {
        pollFinding(staple(1));
        clock.pass(Duration.ofHours(1));
        for (int i = 0; i < 3; i++) {
            pollFinding(OcspException.revoked("says that it is revoked"));
            assertNothingStapled();
            poll();
            clock.pass(Duration.ofHours(1));
            pollFinding(down());
            clock.pass(Duration.ofHours(1));
        }
        assertThat(failures).hasValue(6);
        assertThat(log.lines()).hasSize(2);
        assertThat(log.lines().get(1))
                .startsWith("ERROR POSTERN3056")
                .contains("CN=Client", "says that it is revoked", "Replace the certificate");
    }

    @Test
    void unknown_is_never_stapled_either_and_good_later_is() {
        pollFinding(OcspException.unknown("says that its status is unknown"));
        assertNothingStapled();
        assertThat(log.lines()).singleElement().asString().startsWith("ERROR POSTERN3056");
        clock.pass(Duration.ofHours(1));
        pollFinding(staple(1));
        assertStapled(1);
    }

    @Test
    void an_interrupt_is_no_failure_that_is_told() {
        Thread.currentThread().interrupt();
        try {
            pollFinding(down());
            assertThat(failures).hasValue(0);
            assertThat(log.lines()).isEmpty();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void certificates_that_have_gone_keep_nothing() {
        pollFinding(staple(1));
        staples.retain(Set.of());
        assertThat(staples.of(target.certificate())).isEqualTo(Optional.empty());
    }
}
