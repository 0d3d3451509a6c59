package io.postern.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.PeerIdentity;
import io.postern.internal.config.EntryRules;
import io.postern.internal.config.OriginRules;
import io.postern.internal.config.SocketConfig;
import io.postern.internal.endpoint.EntryPolicy;
import io.postern.internal.endpoint.Identity;
import io.postern.internal.identity.EntryDecision.Refused;
import io.postern.internal.testing.RecordedLog;
import io.postern.upgrade.UpgradeCheck;
import io.postern.upgrade.UpgradeRequest;
import io.postern.upgrade.UpgradeVerdict;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Faults of checks, and faults that are none of theirs. */
class EntryTest {

    private static final EntryRules RULES =
            EntryRules.of(OriginRules.of("same-host"), SocketConfig.NO_LIMIT);

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern.identity");

    /** An applicant at an endpoint whose rules cannot be had. */
    private static final class Unlucky implements Applicant {

        @Override
        public Identity secured() {
            return Identity.NONE;
        }

        @Override
        public UpgradeRequest as(Identity identity) {
            return (UpgradeRequest)
                    Proxy.newProxyInstance(
                            UpgradeRequest.class.getClassLoader(),
                            new Class<?>[] {UpgradeRequest.class},
                            (request, method, arguments) ->
                                    method.getName().equals("endpoint")
                                            ? Object.class
                                            : Optional.empty());
        }

        @Override
        public boolean isWaiting() {
            return true;
        }

        @Override
        public EntryPolicy policy() {
            throw new IllegalStateException("no rules");
        }
    }

    private static NamedCheck check(String name, UpgradeCheck check) {
        return new NamedCheck(name, Optional.empty(), check);
    }

    private static Refused refused(Entry entry) {
        return (Refused) entry.decide(new Unlucky(), Runnable::run).toCompletableFuture().join();
    }

    @Test
    void a_fault_after_the_last_check_is_not_blamed_on_it() {
        Entry entry = Entries.of(RULES, check("good", request -> UpgradeVerdict.permit()));
        assertThatThrownBy(() -> entry.decide(new Unlucky(), Runnable::run))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no rules");
        Entry later =
                Entries.of(
                        RULES,
                        check(
                                "good",
                                request ->
                                        UpgradeVerdict.later(
                                                CompletableFuture.completedFuture(
                                                        UpgradeVerdict.permit()))));
        assertThatThrownBy(
                        () ->
                                later.decide(new Unlucky(), Runnable::run)
                                        .toCompletableFuture()
                                        .join())
                .hasRootCauseMessage("no rules");
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void a_check_that_fails_for_every_client_does_not_fill_the_log() {
        NamedCheck broken =
                check(
                        "broken",
                        request -> {
                            throw new IllegalStateException("broken");
                        });
        NamedCheck slow =
                check(
                        "slow",
                        request -> {
                            throw new InterruptedException("too late");
                        });
        Entry first = Entries.of(RULES, broken);
        Entry second = Entries.of(RULES, slow);
        for (int i = 0; i < 1000; i++) {
            assertThat(refused(first).status()).isEqualTo(500);
            assertThat(refused(second).status()).isEqualTo(500);
        }
        assertThat(log.lines()).hasSize(2);
        assertThat(log.lines().get(0)).contains("POSTERN4501", "broken", "kind: 1");
        assertThat(log.lines().get(1)).contains("POSTERN4502", "slow", "kind: 1");
    }

    @Test
    void a_principal_without_a_name_is_a_fault_of_the_check_that_gives_it() {
        Refused refused =
                refused(
                        Entries.of(
                                RULES,
                                check(
                                        "nameless",
                                        request ->
                                                UpgradeVerdict.permit()
                                                        .as(
                                                                PeerIdentity.of(
                                                                        () -> null, Set.of())))));
        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.finding().check()).contains("nameless");
        assertThat(log.lines()).singleElement().asString().contains("nameless", "has no name");
    }
}
