package io.postern.internal.cdi;

import static io.postern.internal.cdi.CdiLog.LOG;

import io.netty.util.concurrent.FastThreadLocal;
import io.postern.ListenerDraining;
import io.postern.ListenerStarted;
import io.postern.ListenerStopped;
import io.postern.OpenConnections;
import io.postern.WebSocketListener;
import io.postern.WebSocketListener.State;
import io.postern.internal.config.ConfigReader;
import io.postern.internal.listener.NettyListener;
import io.postern.internal.listener.WarmUp;
import io.postern.internal.session.ListenerContainer;
import io.postern.internal.session.OpenSelection;
import io.postern.internal.session.PerMessageDeflate;
import io.postern.internal.upgrade.EndpointRoutes;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.DeploymentException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** Brings the listener through the application's life: checked, opened, closed, each once. */
final class ListenerLifecycle {

    private final EndpointCollector collector;
    private final ApplicationBeans found;
    private final EndpointDeployments deployments;
    private final Listeners listeners = new Listeners();
    private final CurrentPeer peer = new CurrentPeer();

    private @Nullable ListenerContainer container;

    /** Container events come one after another, though not always on the same thread. */
    private volatile @Nullable Checked checked;

    private volatile @Nullable Surroundings surroundings;

    private volatile List<NettyListener> served = List.of();
    private volatile boolean disabled;

    /** A server may go on asking for the readiness of an application that has failed to start. */
    private volatile boolean failed;

    /** Whether all have been opened. */
    private volatile boolean started;

    /** What was found good before the application has started. */
    private record Checked(
            ConfigReader config,
            DeploymentValidator.Validated configured,
            ProducedListeners produced,
            Contributions contributions) {}

    /** What lives as long as the open listeners. */
    private record Surroundings(
            ContainerServices services, CdiComponents components, Contributions contributions) {}

    ListenerLifecycle(EndpointCollector collector, ApplicationBeans found) {
        this.collector = collector;
        this.found = found;
        this.deployments = new EndpointDeployments(collector);
    }

    /** For whose sake a thread runs code of the application. */
    CurrentPeer peer() {
        return peer;
    }

    /** The open sessions of all listeners. */
    OpenConnections openConnections() {
        return new OpenSelection(
                () -> listeners.all().stream().flatMap(one -> one.sessions().stream()));
    }

    /** The application's listeners, whether or not they are opened. */
    Listeners listeners() {
        return listeners;
    }

    /** Those that are to be open from the application's start to its end. */
    List<NettyListener> served() {
        return served;
    }

    /** Whether nothing is to be opened: {@code wss.enabled=false}, or the deployment has failed. */
    boolean isDisabled() {
        return disabled || failed;
    }

    /**
     * The one container of the application's endpoints. It is there from the first time that it is
     * asked for, whether a listener is opened or not.
     *
     * @param config is asked for the defaults the first time
     */
    synchronized ListenerContainer container(Supplier<Config> config) {
        ListenerContainer made = container;
        if (made == null) {
            ConfigReader reader = ConfigReader.of(config.get());
            made =
                    new ListenerContainer(
                            reader.session(),
                            PerMessageDeflate.installed(reader.compression()),
                            deployments);
            container = made;
        }
        return made;
    }

    /**
     * Checks the deployment as far as CDI knows it.
     *
     * @return what fails it
     */
    Optional<DeploymentException> validate(Config config, BeanManager beans) {
        try {
            WarmUp.loadClassesForFinalizer();
            container(() -> config);
            // Where the application chooses its endpoints itself, it is asked when it has started.
            Set<Class<?>> served =
                    collector.applicationConfigs().isEmpty() ? collector.annotated() : Set.of();
            ConfigReader reader = ConfigReader.of(config);
            ProducedListeners produced = new ProducedListeners(beans, found, reader);
            listeners.expect(produced.names());
            Contributions contributions = new Contributions(beans, found);
            DeploymentValidator validator = new DeploymentValidator(contributions);
            DeploymentValidator.Validated good =
                    validator.validate(reader.with(listeners.made()), served);
            checked = new Checked(reader, good, produced, contributions);
            List<String> problems = new ArrayList<>(produced.problems(reader.listenerNames()));
            problems.addAll(validator.problems());
            problems.addAll(contributions.misplacedChecks());
            failed = !problems.isEmpty();
            return DeploymentFailure.of(problems);
        } finally {
            FastThreadLocal.removeAll();
            // Some servers do not tell of the end of an application that has failed to start.
            RecordCache.forget();
        }
    }

    /**
     * Checks, before the application has started, whether the server would serve its endpoints in
     * plain text: some servers begin to before they hear that the start has failed.
     *
     * @param endpoints the container of the application's endpoints
     * @return what fails it
     */
    Optional<DeploymentException> checkDoor(BeanManager beans, ListenerContainer endpoints) {
        Checked good = checked;
        if (good == null || !good.configured().enabled()) {
            return Optional.empty();
        }
        try (CdiComponents components = new CdiComponents(beans, collector)) {
            ApplicationConfigs configs = ApplicationConfigs.ask(collector, components);
            return DeploymentFailure.of(
                    door(good.configured(), endpoints).problems(configs.answers()));
        }
    }

    /**
     * Learns that the servlet container is not going to show the application's classes.
     *
     * @return what fails the deployment
     */
    Optional<DeploymentException> notScanned() {
        Checked good = checked;
        if (good == null || !good.configured().enabled()) {
            return Optional.empty();
        }
        checked = null;
        failed = true;
        return DeploymentFailure.of(List.of(ServletScan.LEFT_OUT));
    }

    /**
     * Checks what only the servlet container knew, and opens.
     *
     * @param endpoints the container of the application's endpoints
     * @throws DeploymentException when the application must not start
     */
    void open(BeanManager beans, ListenerContainer endpoints) {
        Checked good = checked;
        checked = null;
        if (good == null) {
            // In an EAR the event may come for each module; the first has opened.
            return;
        }
        if (!good.configured().enabled()) {
            LOG.disabled();
            disabled = true;
            return;
        }
        try {
            List<String> problems = open(good, beans, endpoints);
            Optional<DeploymentException> failure = DeploymentFailure.of(problems);
            if (failure.isPresent()) {
                throw failure.get();
            }
            started = true;
            Surroundings opened = surroundings;
            if (opened != null) {
                tell(opened, served, ListenerStarted::new);
            }
        } catch (Throwable e) {
            failed = true;
            close();
            throw e;
        }
    }

    private List<String> open(Checked good, BeanManager beans, ListenerContainer endpoints) {
        ProducedListeners.Made made = good.produced().make(listeners, good.contributions());
        Surroundings opened =
                new Surroundings(
                        ContainerServices.capture(beans, peer),
                        new CdiComponents(beans, collector),
                        made.contributions());
        surroundings = opened;
        if (!made.problems().isEmpty()) {
            return made.problems();
        }
        List<DeploymentValidator.Listener> all = new ArrayList<>(good.configured().listeners());
        all.addAll(made.listeners());
        SecurityWarnings.log(
                good.config(), all.stream().map(DeploymentValidator.Listener::config).toList());
        Map<String, EndpointRoutes> routes = new LinkedHashMap<>();
        for (DeploymentValidator.Listener one : all) {
            String contextPath = one.config().upgrade().contextPath();
            routes.put(one.config().name(), new EndpointRoutes(contextPath));
        }
        if (!routes.containsKey(Placement.DEFAULT)) {
            LOG.noDefault();
        }
        served = routes.keySet().stream().map(listeners::of).toList();
        ListenerOpener opener =
                new ListenerOpener(
                        opened.services(),
                        new ApplicationEvents(opened.services()),
                        opened.contributions(),
                        endpoints);
        List<String> problems = serve(good.configured(), endpoints, routes, opened.components());
        for (DeploymentValidator.Listener one : all) {
            if (problems.isEmpty()) {
                problems = opener.open(one, listeners.of(one.config().name()), routes);
            }
        }
        return problems;
    }

    /** Has the chosen endpoints served; returns what is wrong. */
    private List<String> serve(
            DeploymentValidator.Validated configured,
            ListenerContainer endpoints,
            Map<String, EndpointRoutes> routes,
            CdiComponents components) {
        ApplicationConfigs configs = ApplicationConfigs.ask(collector, components);
        List<String> problems = new ArrayList<>(configs.problems());
        problems.addAll(door(configured, endpoints).problems(configs.answers()));
        EndpointDeployments.Chosen chosen =
                new EndpointDeployments.Chosen(configs.annotated(), configs.configured(), problems);
        problems = deployments.serve(chosen, new EndpointDeployments.Target(routes, components));
        if (problems.isEmpty() && !configs.leftOut().isEmpty()) {
            LOG.leftOut(
                    CdiLog.names(collector.applicationConfigs()), CdiLog.names(configs.leftOut()));
        }
        if (problems.isEmpty() && deployments.isEmpty()) {
            LOG.noEndpoints();
        }
        return problems;
    }

    private PlainTextDoor door(
            DeploymentValidator.Validated configured, ListenerContainer endpoints) {
        return new PlainTextDoor(
                configured.containerEndpoints(), collector.hasContainerOtherThan(endpoints));
    }

    /** Closes the listeners that are open. May be called more than once. */
    void close() {
        Surroundings closing = surroundings;
        surroundings = null;
        if (closing != null) {
            close(closing);
        }
        // More would be too much where nothing was opened: classes may be had no more by then.
        FastThreadLocal.removeAll();
        RecordCache.forget();
    }

    private void close(Surroundings closing) {
        deployments.close();
        List<NettyListener> open =
                listeners.all().stream().filter(one -> one.state() == State.OPEN).toList();
        tell(closing, open, ListenerDraining::new);
        ClosingListeners.closeAll(open);
        tell(closing, open, ListenerStopped::new);
        closing.services().close();
        closing.components().close();
        closing.contributions().close();
    }

    /** Tells observers what becomes of listeners; of an application that never started, nothing. */
    private void tell(
            Surroundings where,
            List<NettyListener> about,
            Function<WebSocketListener, Object> event) {
        if (started) {
            ContainerServices services = where.services();
            about.forEach(
                    listener ->
                            services.inRequest(
                                    () -> services.observers().tell(event.apply(listener), false)));
        }
    }
}
