package io.postern.internal.identity;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.postern.RefusalReason;
import io.postern.internal.config.EntryRules;
import io.postern.internal.config.MissingOrigin;
import io.postern.internal.endpoint.AccessRule.Access;
import io.postern.internal.endpoint.CallbackContext;
import io.postern.internal.endpoint.Identity;
import io.postern.internal.identity.EntryDecision.Admitted;
import io.postern.internal.identity.EntryDecision.Refused;
import io.postern.upgrade.UpgradeRequest;
import io.postern.upgrade.UpgradeVerdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may open a session: who the client is, what the application's checks say, and which
 * roles the endpoint asks for. No instance of the endpoint is made before.
 */
public final class Entry {

    private final String listener;
    private final EntryRules rules;
    private final Identification identification;
    private final List<NamedCheck> checks;
    private final CallbackContext context;
    private final CheckFaults faults = new CheckFaults();

    /**
     * @param listener its name
     * @param checks asked in this order
     * @param context surrounds application code
     */
    public Entry(
            String listener,
            EntryRules rules,
            Identification identification,
            List<NamedCheck> checks,
            CallbackContext context) {
        this.listener = listener;
        this.rules = rules;
        this.identification = identification;
        this.checks = List.copyOf(checks);
        this.context = context;
    }

    /** The name of the listener. */
    public String listener() {
        return listener;
    }

    /** Whether {@link #decide} may block for requests to this endpoint. */
    public boolean mayBlock(Class<?> endpoint) {
        return identification.mayBlock() || checks.stream().anyMatch(one -> one.isFor(endpoint));
    }

    /**
     * Decides. Calls application code with {@code context} around it.
     *
     * @param workers where it goes on after a verdict that came later
     */
    public CompletionStage<EntryDecision> decide(Applicant applicant, Executor workers) {
        Granted known;
        try {
            known = identification.identify(applicant);
        } catch (TokenRefusal refusal) {
            return done(refused(refusal));
        }
        Class<?> endpoint = applicant.as(known.identity()).endpoint();
        List<NamedCheck> asked = checks.stream().filter(one -> one.isFor(endpoint)).toList();
        return new Round(applicant, workers).ask(asked, known);
    }

    private Refused refused(TokenRefusal refusal) {
        Finding finding = Finding.of("the token " + refusal.getMessage(), Identity.NONE);
        return refusal.isUnavailable()
                ? new Refused(RefusalReason.INTERNAL_ERROR, 503, Map.of(), finding)
                : unauthorized(finding, "Bearer error=\"invalid_token\"");
    }

    private static CompletionStage<EntryDecision> done(EntryDecision decision) {
        return CompletableFuture.completedFuture(decision);
    }

    /** RFC 9110 section 15.5.2: with a challenge where there is a scheme to answer it. */
    private Refused unauthorized(Finding finding, String bearer) {
        return new Refused(
                RefusalReason.UNAUTHENTICATED,
                401,
                identification.takesTokens()
                        ? Map.of(HttpHeaderNames.WWW_AUTHENTICATE.toString(), List.of(bearer))
                        : Map.of(),
                finding);
    }

    /** Asks the checks about one client, one after another. */
    private final class Round {

        private final Applicant applicant;
        private final Executor workers;

        private Round(Applicant applicant, Executor workers) {
            this.applicant = applicant;
            this.workers = workers;
        }

        private CompletionStage<EntryDecision> ask(List<NamedCheck> left, Granted granted) {
            if (!applicant.isWaiting()) {
                return done(gone(granted));
            }
            if (left.isEmpty()) {
                return done(decide(granted));
            }
            NamedCheck check = left.get(0);
            return take(left, granted, () -> call(check, granted.identity()));
        }

        /** Goes on with what the first of them answers. */
        private CompletionStage<EntryDecision> take(
                List<NamedCheck> left, Granted granted, Answer answer) {
            NamedCheck check = left.get(0);
            Supplier<CompletionStage<EntryDecision>> rest;
            try {
                rest = rest(left, granted, answer.get());
            } catch (InterruptedException tooLate) {
                faults.tooLate(check);
                return done(failed(check, granted));
            } catch (Throwable failure) {
                faults.failed(check, failure);
                return done(failed(check, granted));
            }
            // Not in the try: what fails from here on is not this check's fault.
            return rest.get();
        }

        /** What is left to do after the verdict of the first. */
        private Supplier<CompletionStage<EntryDecision>> rest(
                List<NamedCheck> left, Granted granted, UpgradeVerdict verdict) {
            NamedCheck check = left.get(0);
            if (verdict instanceof UpgradeVerdict.Permit permit) {
                Granted more =
                        granted.and(
                                check,
                                permit,
                                applicant.secured().expiry(),
                                identification.clock());
                return () -> ask(left.subList(1, left.size()), more);
            }
            if (verdict instanceof UpgradeVerdict.Refuse refuse) {
                EntryDecision refused = refused(check, refuse, granted);
                return () -> done(refused);
            }
            if (verdict instanceof UpgradeVerdict.Later later) {
                CompletionStage<Answer> answered = later.verdict().handle(this::answer);
                return () ->
                        answered.thenComposeAsync(
                                next -> take(left, granted, next), this::onWorker);
            }
            throw new NullPointerException("the check returned null");
        }

        private void onWorker(Runnable task) {
            workers.execute(() -> context.run(task));
        }

        private UpgradeVerdict call(NamedCheck check, Identity known) throws Throwable {
            UpgradeRequest request = applicant.as(known);
            AtomicReference<@Nullable Answer> answer = new AtomicReference<>();
            context.inRequest(
                    known,
                    () -> {
                        try {
                            UpgradeVerdict verdict = check.check().check(request);
                            answer.set(answer(verdict, null));
                        } catch (Throwable failure) {
                            answer.set(answer(null, failure));
                        }
                    });
            Answer given = answer.get();
            return given == null ? answer(null, null).get() : given.get();
        }

        private Answer answer(@Nullable UpgradeVerdict verdict, @Nullable Throwable failure) {
            return () -> {
                if (failure != null) {
                    throw failure;
                }
                if (verdict == null) {
                    throw new NullPointerException("its verdict is null");
                }
                return verdict;
            };
        }

        private Refused refused(NamedCheck check, UpgradeVerdict.Refuse refuse, Granted granted) {
            refuse.headers().forEach(ResponseFields::added);
            return new Refused(
                    RefusalReason.REFUSED_BY_CHECK,
                    refuse.status(),
                    refuse.headers(),
                    Finding.by(check, refuse.reason(), granted.identity()));
        }

        /** Nobody will read it. */
        private Refused gone(Granted granted) {
            return new Refused(
                    RefusalReason.PEER_LEFT,
                    503,
                    Map.of(),
                    Finding.of("it waits no longer", granted.identity()));
        }

        private Refused failed(NamedCheck check, Granted granted) {
            return new Refused(
                    RefusalReason.INTERNAL_ERROR,
                    500,
                    Map.of(),
                    Finding.by(check, "the check failed", granted.identity()));
        }

        /** All have permitted; now the roles count. */
        private EntryDecision decide(Granted granted) {
            Identity client = identification.withRoles(granted.identity());
            if (applicant.as(client).origin().isEmpty()
                    && rules.missingOrigin() == MissingOrigin.IDENTIFIED
                    && client.principal().isEmpty()) {
                return unauthorized(
                        Finding.of("neither an Origin nor an identity", client), "Bearer");
            }
            if (client.expiry().isPresent()
                    && client.expiry().get().left().compareTo(Duration.ZERO) <= 0) {
                return unauthorized(Finding.of("its identity has ended", client), "Bearer");
            }
            Access access = applicant.policy().test(client);
            return switch (access) {
                case ALLOWED -> new Admitted(client, granted.by(), granted.headers());
                case UNKNOWN_CLIENT ->
                        unauthorized(Finding.of("the endpoint asks for a role", client), "Bearer");
                case FORBIDDEN ->
                        new Refused(
                                RefusalReason.FORBIDDEN,
                                403,
                                Map.of(),
                                Finding.of("not one of the endpoint's roles", client));
            };
        }
    }

    /** A verdict, or the failure that came instead. */
    private interface Answer {
        UpgradeVerdict get() throws Throwable;
    }
}
