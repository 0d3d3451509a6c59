package io.postern.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.RefusalReason;
import io.postern.internal.config.EntryRules;
import io.postern.internal.config.OriginRules;
import io.postern.internal.config.SocketConfig;
import io.postern.internal.identity.NamedCheck;
import io.postern.internal.testing.RecordedLog;
import io.postern.upgrade.UpgradeCheck;
import io.postern.upgrade.UpgradeRequest;
import io.postern.upgrade.UpgradeVerdict;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Checks that are not done when the time for the upgrade is over. */
@Timeout(30)
class UpgradeCheckDeadlineTest {

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern.identity");

    private final Blocking blocking = new Blocking();

    /** Does not answer, until it is interrupted. */
    private static final class Blocking implements UpgradeCheck {

        final CountDownLatch asked = new CountDownLatch(1);
        final CountDownLatch interrupted = new CountDownLatch(1);

        @Override
        public UpgradeVerdict check(UpgradeRequest request) throws InterruptedException {
            asked.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            return UpgradeVerdict.permit();
        }
    }

    private static UpgradeChannel channel(Executor workers, UpgradeCheck... checks) {
        return new UpgradeChannel(
                Endpoints.deployed(Endpoints.Room.class),
                workers,
                EntryRules.of(OriginRules.of("same-host"), SocketConfig.NO_LIMIT),
                Stream.of(checks)
                        .map(check -> new NamedCheck("check", Optional.empty(), check))
                        .toArray(NamedCheck[]::new));
    }

    private void assertInterrupted(UpgradeChannel upgrade) throws InterruptedException {
        blocking.asked.await();
        upgrade.pass(UpgradeChannel.TIMEOUT);
        assertThat(upgrade.refusal().reason()).isEqualTo(RefusalReason.TIMED_OUT_IN_UPGRADE);
        blocking.interrupted.await();
    }

    @Test
    void a_check_that_blocks_too_long_is_interrupted() throws Exception {
        try (UpgradeChannel upgrade = channel(task -> new Thread(task).start(), blocking)) {
            upgrade.receive(Requests.wire("/chat/a"));
            assertInterrupted(upgrade);
        }
    }

    @Test
    void so_is_one_that_is_asked_after_a_verdict_that_came_later() throws Exception {
        CompletableFuture<UpgradeVerdict> later = new CompletableFuture<>();
        try (UpgradeChannel upgrade =
                channel(
                        task -> new Thread(task).start(),
                        request -> UpgradeVerdict.later(later),
                        blocking)) {
            upgrade.receive(Requests.wire("/chat/a"));
            later.complete(UpgradeVerdict.permit());
            assertInterrupted(upgrade);
        }
    }

    @Test
    void after_the_deadline_a_verdict_that_comes_later_has_nobody_asked() {
        CompletableFuture<UpgradeVerdict> later = new CompletableFuture<>();
        Queue<Runnable> tasks = new ArrayDeque<>();
        try (UpgradeChannel upgrade =
                channel(tasks::add, request -> UpgradeVerdict.later(later), blocking)) {
            upgrade.receive(Requests.wire("/chat/a"));
            tasks.remove().run();
            upgrade.pass(UpgradeChannel.TIMEOUT);
            later.complete(UpgradeVerdict.permit());
            assertThat(tasks).isEmpty();
            assertThat(log.lines()).isEmpty();
        }
    }
}
