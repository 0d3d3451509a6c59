package io.postern.internal.cdi;

import static io.postern.internal.cdi.CdiLog.LOG;

import io.netty.util.concurrent.FastThreadLocal;
import io.postern.WebSocketListener;
import io.postern.internal.config.ConfigReader;
import io.postern.internal.config.ContainerEndpoints;
import io.postern.internal.listener.ListenerException;
import io.postern.internal.listener.NettyListener;
import io.postern.internal.listener.WarmUp;
import io.postern.internal.session.ListenerContainer;
import io.postern.internal.session.PerMessageDeflate;
import io.postern.internal.tls.DevelopmentNotice;
import io.postern.internal.tls.Tls;
import io.postern.internal.tls.TlsMaterialException;
import io.postern.internal.upgrade.EndpointRoutes;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.DeploymentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** Brings the listener through the application's life: checked, opened, closed, each once. */
final class ListenerLifecycle {

    private final EndpointCollector collector;
    private final EndpointDeployments deployments;
    private final NettyListener listener = new NettyListener("default");

    private @Nullable ListenerContainer container;

    /** Container events come one after another, though not always on the same thread. */
    private volatile DeploymentValidator.@Nullable Validated validated;

    private volatile @Nullable Surroundings surroundings;

    /** What lives as long as the open listener. */
    private record Surroundings(ContainerServices services, CdiComponents components) {}

    ListenerLifecycle(EndpointCollector collector) {
        this.collector = collector;
        this.deployments = new EndpointDeployments(collector);
    }

    WebSocketListener listener() {
        return listener;
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
    Optional<DeploymentException> validate(Config config) {
        try {
            WarmUp.loadClassesForFinalizer();
            container(() -> config);
            // Where the application chooses its endpoints itself, it is asked when it has started.
            Set<Class<?>> served =
                    collector.applicationConfigs().isEmpty() ? collector.annotated() : Set.of();
            DeploymentValidator validator = new DeploymentValidator();
            validated = validator.validate(config, served);
            return failure(validator.problems());
        } finally {
            FastThreadLocal.removeAll();
        }
    }

    /**
     * Checks what only the servlet container knew, and opens.
     *
     * @param endpoints the container of the application's endpoints
     * @throws DeploymentException when the application must not start
     */
    void open(BeanManager beans, ListenerContainer endpoints) {
        DeploymentValidator.Validated checked = validated;
        validated = null;
        if (checked == null) {
            // In an EAR the event may come for each module; the first has opened.
            return;
        }
        if (checked.listener().isEmpty()) {
            LOG.disabled();
            return;
        }
        Surroundings opened =
                new Surroundings(
                        ContainerServices.capture(beans), new CdiComponents(beans, collector));
        surroundings = opened;
        EndpointRoutes routes =
                new EndpointRoutes(checked.listener().get().config().upgrade().contextPath());
        List<String> problems = serve(checked, endpoints, routes, opened.components());
        if (problems.isEmpty()) {
            problems = open(checked.listener().get(), endpoints, routes, opened.services());
        }
        Optional<DeploymentException> failure = failure(problems);
        if (failure.isPresent()) {
            close();
            throw failure.get();
        }
    }

    /** Has the chosen endpoints served; returns what is wrong. */
    private List<String> serve(
            DeploymentValidator.Validated checked,
            ListenerContainer endpoints,
            EndpointRoutes routes,
            CdiComponents components) {
        ApplicationConfigs configs = ApplicationConfigs.ask(collector, components);
        List<String> problems = new ArrayList<>(configs.problems());
        if (checked.containerEndpoints() == ContainerEndpoints.WITHHOLD
                && collector.hasContainerOtherThan(endpoints)) {
            problems.addAll(PlainTextDoor.problems(configs.answers()));
        }
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

    private List<String> open(
            DeploymentValidator.Listener checked,
            ListenerContainer endpoints,
            EndpointRoutes routes,
            ContainerServices services) {
        try {
            WarmUp.run();
            Tls tls =
                    Tls.open(
                            checked.config().tls().provider(),
                            checked.config().tls().policy(),
                            checked.material());
            listener.open(
                    checked.config(),
                    tls,
                    new NettyListener.Application(routes, endpoints, services.workers(), services));
            checked.material().development().ifPresent(DevelopmentNotice::log);
            return List.of();
        } catch (TlsMaterialException | ListenerException e) {
            return List.of(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of("the deployment was interrupted");
        } finally {
            FastThreadLocal.removeAll();
        }
    }

    /** Closes the listener if it is open. May be called more than once. */
    void close() {
        Surroundings closing = surroundings;
        surroundings = null;
        deployments.close();
        listener.close();
        if (closing != null) {
            closing.services().close();
            closing.components().close();
        }
        FastThreadLocal.removeAll();
    }

    /** One exception that lists all problems, for not every server prints more than one. */
    private static Optional<DeploymentException> failure(List<String> problems) {
        if (problems.isEmpty()) {
            return Optional.empty();
        }
        String message = LOG.cannotDeploy(problems.size(), CdiLog.list(problems));
        LOG.deploymentFailed(message);
        return Optional.of(new DeploymentException(message));
    }
}
