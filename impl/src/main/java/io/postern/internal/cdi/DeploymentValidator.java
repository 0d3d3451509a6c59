package io.postern.internal.cdi;

import io.postern.internal.config.ConfigProblem;
import io.postern.internal.config.ConfigReader;
import io.postern.internal.config.ContainerEndpoints;
import io.postern.internal.config.ListenerConfig;
import io.postern.internal.config.Reading;
import io.postern.internal.listener.BindAddress;
import io.postern.internal.listener.ListenerException;
import io.postern.internal.tls.Tls;
import io.postern.internal.tls.TlsMaterial;
import io.postern.internal.tls.TlsMaterialException;
import io.postern.internal.tls.TlsMaterialSource;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * Checks everything that a deployment depends on and collects what is wrong: configuration, key
 * material, the TLS engine, the port, the endpoint classes. Leaves nothing open.
 */
final class DeploymentValidator {

    /**
     * What was found good.
     *
     * @param listener absent with {@code wss.enabled=false}
     */
    record Validated(ContainerEndpoints containerEndpoints, Optional<Listener> listener) {}

    /** A listener's configuration and the material that has been loaded with it. */
    record Listener(ListenerConfig config, TlsMaterial material) {}

    private final List<String> problems = new ArrayList<>();

    /** Reads and checks; the problems are in {@link #problems()} afterwards. */
    Validated validate(Config config, Collection<Class<?>> endpoints) {
        Reading reading = ConfigReader.of(config).read();
        reading.problems().stream().map(ConfigProblem::message).forEach(problems::add);
        if (reading.deployment().enabled()) {
            problems.addAll(new EndpointReadings().classes(endpoints).problems());
        }
        Optional<TlsMaterial> material = reading.draft().flatMap(this::material);
        if (!reading.isUnusable("wss.host") && !reading.isUnusable("wss.port")) {
            reading.draft().ifPresent(this::probe);
        }
        return new Validated(
                reading.deployment().containerEndpoints(),
                reading.listener()
                        .flatMap(listener -> material.map(found -> new Listener(listener, found))));
    }

    private void probe(ListenerConfig config) {
        try {
            new BindAddress(config.socket()).probe();
        } catch (ListenerException e) {
            problems.add(e.getMessage());
        }
    }

    /** Loads the key and has the engine take it, once, to know that it does. */
    private Optional<TlsMaterial> material(ListenerConfig config) {
        try {
            TlsMaterial material =
                    TlsMaterialSource.load(config.tls().keySource(), Clock.systemUTC());
            Tls.open(config.tls().provider(), config.tls().policy(), material).close();
            return Optional.of(material);
        } catch (TlsMaterialException e) {
            problems.add(e.getMessage());
            return Optional.empty();
        }
    }

    List<String> problems() {
        return List.copyOf(problems);
    }
}
