package io.postern.internal.cdi;

import io.postern.ListenerStatistics;
import io.postern.WebSocketListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Says whether the listeners can be given traffic: each is open, and its certificates have not
 * expired. An extra of servers with MicroProfile Health; without it this class is never loaded.
 */
final class Readiness implements HealthCheck {

    static final String NAME = "postern";

    private final Supplier<List<? extends WebSocketListener>> served;
    private final BooleanSupplier disabled;
    private final Clock clock;

    /**
     * @param served the listeners that are to be open; none while the application starts
     * @param disabled whether there is nothing to open
     */
    Readiness(
            Supplier<List<? extends WebSocketListener>> served,
            BooleanSupplier disabled,
            Clock clock) {
        this.served = served;
        this.disabled = disabled;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named(NAME);
        List<? extends WebSocketListener> listeners = served.get();
        boolean up = disabled.getAsBoolean() || !listeners.isEmpty();
        for (WebSocketListener listener : listeners) {
            up &= describe(listener, response);
        }
        return response.status(up).build();
    }

    /** Says whether this one is ready. */
    private boolean describe(WebSocketListener listener, HealthCheckResponseBuilder response) {
        String name = listener.name();
        WebSocketListener.State state = listener.state();
        ListenerStatistics statistics = listener.statistics();
        Instant now = clock.instant();
        response.withData(name + ".state", state.name());
        statistics
                .certificateExpiry()
                .ifPresent(
                        expiry ->
                                response.withData(
                                        name + ".certificate-days-left",
                                        Duration.between(now, expiry).toDays()));
        response.withData(
                name + ".failed-certificate-reloads", statistics.failedCertificateReloads());
        return state == WebSocketListener.State.OPEN
                && statistics.certificateExpiry().filter(now::isBefore).isPresent();
    }
}
