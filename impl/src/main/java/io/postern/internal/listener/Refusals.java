package io.postern.internal.listener;

import io.postern.ConnectionAdmitted;
import io.postern.ConnectionRefused;
import io.postern.RefusalReason;
import io.postern.internal.endpoint.Identity;
import io.postern.internal.negotiation.NegotiationOutcome.Refused;
import io.postern.internal.upgrade.UpgradeDecision;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.Principal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The connections that a listener refused: counted, logged and told. Thread-safe. */
final class Refusals {

    private final String listener;
    private final RefusalLog log;
    private final Consumer<Object> events;
    private final Map<RefusalReason, LongAdder> byReason = new EnumMap<>(RefusalReason.class);

    /** No more names than the application has validators. */
    private final Map<String, LongAdder> byValidator = new ConcurrentHashMap<>();

    private volatile boolean draining;

    /**
     * @param events tells the application; must not block
     */
    Refusals(String listener, RefusalLog log, Consumer<Object> events) {
        this.listener = listener;
        this.log = log;
        this.events = events;
        for (RefusalReason reason : RefusalReason.values()) {
            byReason.put(reason, new LongAdder());
        }
    }

    /** From now on the listener itself ends negotiations. */
    void draining() {
        draining = true;
    }

    void add(@Nullable SocketAddress peer, Refused refusal) {
        boolean byUs = draining && refusal.reason() == RefusalReason.PEER_LEFT;
        RefusalReason reason = byUs ? RefusalReason.DRAINING : refusal.reason();
        Objects.requireNonNull(byReason.get(reason)).increment();
        refusal.validator()
                .ifPresent(
                        name ->
                                byValidator
                                        .computeIfAbsent(name, key -> new LongAdder())
                                        .increment());
        ConnectionRefused refused =
                new ConnectionRefused(
                        listener,
                        reason,
                        refusal.validator(),
                        refusal.principal(),
                        Optional.ofNullable((InetSocketAddress) peer),
                        refusal.detail());
        log.write(refused);
        events.accept(refused);
    }

    /** The opposite: told, for an audit. */
    void admitted(SocketAddress peer, UpgradeDecision.Accept accept) {
        Identity client = accept.handshake().identity();
        events.accept(
                new ConnectionAdmitted(
                        listener,
                        accept.endpoint().descriptor().type(),
                        (InetSocketAddress) peer,
                        client.principal().map(Principal::getName),
                        client.roles(),
                        accept.identifiedBy()));
    }

    /** The listener is closed; nothing more comes. */
    void writeLast() {
        log.endWindow();
    }

    Map<RefusalReason, Long> byReasonSoFar() {
        Map<RefusalReason, Long> counts = new EnumMap<>(RefusalReason.class);
        byReason.forEach((reason, count) -> counts.put(reason, count.sum()));
        return counts;
    }

    Map<String, Long> byValidatorSoFar() {
        Map<String, Long> counts = new TreeMap<>();
        byValidator.forEach((validator, count) -> counts.put(validator, count.sum()));
        return counts;
    }
}
