package io.postern.internal.cdi;

import static io.postern.internal.cdi.CdiLog.LOG;

import io.postern.internal.config.ByApplication;
import io.postern.internal.config.ClientAuth;
import io.postern.internal.config.ClientAuthConfig;
import io.postern.internal.config.ConfigProblem;
import io.postern.internal.config.ConfigReader;
import io.postern.internal.config.ContainerEndpoints;
import io.postern.internal.config.ListenerConfig;
import io.postern.internal.config.ListenerDraft;
import io.postern.internal.config.PathValidation;
import io.postern.internal.config.Reading;
import io.postern.internal.identity.Identification;
import io.postern.internal.identity.IdentityException;
import io.postern.internal.listener.BindAddress;
import io.postern.internal.listener.ListenerException;
import io.postern.internal.tls.LoadedMaterial;
import io.postern.internal.tls.Tls;
import io.postern.internal.tls.TlsMaterialException;
import io.postern.internal.tls.TlsServices;
import io.postern.internal.tls.ValidatorCalls;
import io.postern.tls.ClientCertificateValidator;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks everything that a deployment depends on and collects what is wrong: configuration, key
 * material, the TLS engine, what identifies clients, the ports, the endpoint classes. Leaves
 * nothing open.
 */
final class DeploymentValidator {

    /**
     * What was found good.
     *
     * @param enabled {@code wss.enabled}
     * @param listeners to be opened, without those that the application makes itself
     */
    record Validated(
            boolean enabled, ContainerEndpoints containerEndpoints, List<Listener> listeners) {}

    /**
     * A listener's configuration and what has been loaded with it.
     *
     * @param material empty where the application gives it, when it has started
     * @param identification empty where there is a problem with it
     */
    record Listener(
            ListenerConfig config,
            Optional<LoadedMaterial> material,
            Optional<Identification> identification) {}

    /** Several listeners may have taken over the same fault. */
    private final Set<String> problems = new LinkedHashSet<>();

    private final Map<String, LoadedMaterial> materials = new HashMap<>();
    private final Map<String, Identification> identifications = new HashMap<>();
    private final Contributions contributions;

    DeploymentValidator(Contributions contributions) {
        this.contributions = contributions;
    }

    /** Reads and checks; the problems are in {@link #problems()} afterwards. */
    Validated validate(ConfigReader config, Collection<Class<?>> endpoints) {
        Reading reading =
                read(needsDefault(endpoints) ? config : config.withDefaultWhereConfigured());
        if (reading.deployment().enabled()) {
            problems.addAll(new EndpointReadings().classes(endpoints).problems());
            checkPlacement(endpoints, Set.copyOf(config.allNames()));
        }
        reading.drafts().forEach(this::check);
        return new Validated(
                reading.deployment().enabled(),
                reading.deployment().containerEndpoints(),
                reading.listeners().stream().map(this::loaded).toList());
    }

    /** The same for the listeners that the application has made; all others are good already. */
    List<Listener> validateMade(ConfigReader config, Set<String> made) {
        Reading reading = read(config.withDefaultWhereConfigured());
        reading.drafts().stream().filter(draft -> made.contains(draft.name())).forEach(this::check);
        return reading.listeners().stream()
                .filter(listener -> made.contains(listener.name()))
                .map(this::loaded)
                .toList();
    }

    /** Without any endpoint yet it is not known where those go that the application adds. */
    private static boolean needsDefault(Collection<Class<?>> endpoints) {
        return endpoints.isEmpty()
                || endpoints.stream()
                        .anyMatch(type -> Placement.ofEndpoint(type).contains(Placement.DEFAULT));
    }

    private Reading read(ConfigReader config) {
        Reading reading = config.withCertificates(contributions::certificates).read();
        reading.problems().stream().map(ConfigProblem::message).forEach(problems::add);
        return reading;
    }

    private Listener loaded(ListenerConfig listener) {
        return new Listener(
                listener,
                Optional.ofNullable(materials.get(listener.name())),
                Optional.ofNullable(identifications.get(listener.name())));
    }

    private void checkPlacement(Collection<Class<?>> endpoints, Set<String> known) {
        for (Class<?> endpoint : endpoints) {
            for (String listener : Placement.ofEndpoint(endpoint)) {
                if (!known.contains(listener)) {
                    problems.add(EndpointDeployments.undeclared(endpoint.getName(), listener));
                }
            }
        }
        for (Contribution<?> bean : contributions.all()) {
            for (String listener : bean.listeners()) {
                if (!known.contains(listener)) {
                    problems.add(EndpointDeployments.undeclared(bean.name(), listener));
                }
            }
        }
    }

    private void check(ListenerDraft draft) {
        problems.addAll(contributions.problems(draft.name()));
        if (draft.config().isEmpty()) {
            return;
        }
        ListenerConfig config = draft.config().get();
        load(config);
        loadIdentification(config);
        checkValidators(draft, config.tls().clients());
        if (draft.hasUsableAddress()) {
            probe(config);
        }
    }

    private void checkValidators(ListenerDraft draft, ClientAuthConfig clients) {
        List<String> validators = contributions.validatorNames(draft.name());
        boolean somebody = !validators.isEmpty() || contributions.hasExtension(draft.name());
        if (clients.path().validation() == PathValidation.VALIDATORS && !somebody) {
            problems.add(
                    draft.keyName("wss.tls.path-validation")
                            + "=validators, but the application has no bean of type "
                            + ClientCertificateValidator.class.getName()
                            + ", so that nobody could enter; write one, or set it to required");
        }
        if (clients.mode() == ClientAuth.NONE && !validators.isEmpty()) {
            LOG.validatorsNotAsked(draft.name(), String.join(", ", validators));
        }
    }

    private void probe(ListenerConfig config) {
        try {
            new BindAddress(config.name(), config.socket()).probe();
        } catch (ListenerException e) {
            problems.add(e.getMessage());
        }
    }

    /** Loads the keys and has the engine take them, once, to know that it does. */
    private void load(ListenerConfig config) {
        if (config.tls().certificates().sources().stream()
                .anyMatch(ByApplication.class::isInstance)) {
            return;
        }
        try {
            Clock clock = Clock.systemUTC();
            LoadedMaterial material = LoadedMaterial.load(config.tls(), clock);
            Tls tls =
                    Tls.open(
                            config.tls(),
                            material,
                            new TlsServices(config.name(), 1, ValidatorCalls.NONE, clock));
            try {
                tls.stop();
            } finally {
                tls.close();
            }
            materials.put(config.name(), material);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problems.add("the deployment was interrupted");
        } catch (TlsMaterialException e) {
            problems.add(e.getMessage());
        }
    }

    private void loadIdentification(ListenerConfig config) {
        try {
            identifications.put(
                    config.name(),
                    Identification.of(config.upgrade().entry().identity(), Clock.systemUTC()));
        } catch (IdentityException e) {
            problems.add("listener '%s': %s".formatted(config.name(), e.problem()));
        }
    }

    List<String> problems() {
        return List.copyOf(problems);
    }
}
