package io.postern.internal.tls;

import static io.postern.internal.tls.TlsLog.LOG;

import io.postern.internal.endpoint.CallbackContext;
import io.postern.internal.endpoint.Identity;
import io.postern.tls.ClientCertificate;
import io.postern.tls.Verdict;
import java.security.Principal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Asks the application's validators, one after another, on a worker thread. */
public final class ValidatorCalls {

    /** Asks nobody. */
    public static final ValidatorCalls NONE =
            new ValidatorCalls(List.of(), Runnable::run, CallbackContext.PLAIN);

    private final List<NamedValidator> validators;
    private final Executor workers;
    private final CallbackContext context;

    /**
     * Asks {@code validators} in their order.
     *
     * @param workers run application code
     * @param context surrounds application code
     */
    public ValidatorCalls(
            List<NamedValidator> validators, Executor workers, CallbackContext context) {
        this.validators = List.copyOf(validators);
        this.workers = workers;
        this.context = context;
    }

    /**
     * What those who did not refuse have said.
     *
     * @param accepted whether one has accepted
     * @param principal of the first that named one
     * @param roles of all
     */
    record Answer(boolean accepted, Optional<Principal> principal, Set<String> roles) {

        private static final Answer NOTHING = new Answer(false, Optional.empty(), Set.of());

        private Answer and(Verdict.Accept accept) {
            Set<String> all = new HashSet<>(roles);
            all.addAll(accept.roles());
            return new Answer(true, principal.or(accept::principal), all);
        }
    }

    /**
     * Asks all; blocks until they have answered.
     *
     * @param left how long they may take altogether
     * @throws ClientRefusal when one refuses, fails, or does not answer in time
     */
    Answer ask(ClientCertificate certificate, Duration left) throws ClientRefusal {
        if (validators.isEmpty()) {
            return Answer.NOTHING;
        }
        AtomicReference<@Nullable String> asking = new AtomicReference<>();
        FutureTask<Answer> task = new FutureTask<>(() -> askAll(certificate, asking));
        try {
            workers.execute(() -> context.run(task));
            return task.get(Math.max(0, left.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw late(asking.get());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ClientRefusal refusal ? refusal : failed(e.getCause());
        } catch (RejectedExecutionException e) {
            throw failed(e);
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw ClientRefusal.refused("the listener stops");
        }
    }

    private static ClientRefusal late(@Nullable String asking) {
        return asking == null
                ? ClientRefusal.refused("no thread was free to ask the validators in time")
                : ClientRefusal.by(asking, asking + " did not answer in time");
    }

    private static ClientRefusal failed(@Nullable Throwable cause) {
        return ClientRefusal.refused("the validators could not be asked: " + cause);
    }

    private Answer askAll(ClientCertificate certificate, AtomicReference<@Nullable String> asking)
            throws ClientRefusal {
        Answer answer = Answer.NOTHING;
        for (NamedValidator validator : validators) {
            asking.set(validator.name());
            Verdict verdict = ask(validator, certificate);
            if (verdict instanceof Verdict.Refuse refuse) {
                throw ClientRefusal.by(
                        validator.name(),
                        refuse.alert(),
                        "refused by " + validator.name() + ": " + Printable.of(refuse.reason()));
            }
            if (verdict instanceof Verdict.Accept accept) {
                answer = answer.and(accept);
            }
        }
        return answer;
    }

    /** Whatever the application throws, an error included, refuses this client alone. */
    private Verdict ask(NamedValidator validator, ClientCertificate certificate)
            throws ClientRefusal {
        AtomicReference<@Nullable Verdict> verdict = new AtomicReference<>();
        try {
            context.inRequest(
                    Identity.NONE, () -> verdict.set(validator.validator().validate(certificate)));
        } catch (Throwable failure) {
            LOG.validatorFailed(failure, validator.name());
            throw ClientRefusal.by(validator.name(), validator.name() + " failed");
        }
        Verdict given = verdict.get();
        if (given == null) {
            throw ClientRefusal.by(validator.name(), validator.name() + " returned null");
        }
        return given;
    }
}
