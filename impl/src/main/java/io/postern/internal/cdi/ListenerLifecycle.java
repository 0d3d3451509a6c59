package io.postern.internal.cdi;

import static io.postern.internal.cdi.CdiLog.LOG;

import io.netty.util.concurrent.FastThreadLocal;
import io.postern.WebSocketListener;
import io.postern.internal.config.ContainerEndpoints;
import io.postern.internal.endpoint.DeployedEndpoint;
import io.postern.internal.endpoint.EndpointDescriptor;
import io.postern.internal.listener.ListenerException;
import io.postern.internal.listener.NettyListener;
import io.postern.internal.listener.WarmUp;
import io.postern.internal.tls.DevelopmentNotice;
import io.postern.internal.tls.Tls;
import io.postern.internal.tls.TlsMaterialException;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.DeploymentException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** Brings the listener through the application's life: checked, opened, closed, each once. */
final class ListenerLifecycle {

    private final EndpointCollector collector;
    private final NettyListener listener = new NettyListener("default");

    /** Container events come one after another, though not always on the same thread. */
    private volatile DeploymentValidator.@Nullable Validated validated;

    private volatile @Nullable ContainerServices services;

    ListenerLifecycle(EndpointCollector collector) {
        this.collector = collector;
    }

    WebSocketListener listener() {
        return listener;
    }

    /**
     * Checks the deployment as far as CDI knows it.
     *
     * @return what fails it
     */
    Optional<DeploymentException> validate(Config config) {
        try {
            WarmUp.loadClassesForFinalizer();
            DeploymentValidator validator = new DeploymentValidator();
            validated = validator.validate(config, collector.endpoints());
            return failure(validator.problems());
        } finally {
            FastThreadLocal.removeAll();
        }
    }

    /**
     * Checks what only the servlet container knew, and opens.
     *
     * @throws DeploymentException when the application must not start
     */
    void open(BeanManager beans) {
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
        DeploymentValidator validator = new DeploymentValidator();
        List<EndpointDescriptor> descriptors = validator.descriptors(collector.endpoints());
        if (checked.containerEndpoints() == ContainerEndpoints.WITHHOLD) {
            PlainTextDoor.problems(collector).forEach(validator::problem);
        }
        failure(validator.problems())
                .ifPresent(
                        failure -> {
                            throw failure;
                        });
        if (descriptors.isEmpty()) {
            LOG.noEndpoints();
        }
        open(beans, checked.listener().get(), descriptors);
    }

    private void open(
            BeanManager beans,
            DeploymentValidator.Listener checked,
            List<EndpointDescriptor> descriptors) {
        ContainerServices container = ContainerServices.capture(beans);
        services = container;
        try {
            WarmUp.run();
            Tls tls = Tls.open(checked.config().tls().provider(), checked.material());
            listener.open(
                    checked.config(),
                    tls,
                    new NettyListener.Application(
                            descriptors.stream().map(d -> deployed(beans, d)).toList(),
                            container.workers(),
                            container));
            checked.material().development().ifPresent(DevelopmentNotice::log);
        } catch (TlsMaterialException | ListenerException e) {
            container.close();
            throw failure(List.of(String.valueOf(e.getMessage()))).orElseThrow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            container.close();
            throw failure(List.of("the deployment was interrupted")).orElseThrow();
        } finally {
            FastThreadLocal.removeAll();
        }
    }

    private DeployedEndpoint deployed(BeanManager beans, EndpointDescriptor descriptor) {
        Optional<Bean<?>> bean = collector.beanOf(descriptor.type());
        return new DeployedEndpoint(
                descriptor,
                bean.isPresent()
                        ? new BeanInstances(beans, bean.get())
                        : new UnmanagedInstances<>(beans, descriptor.type()));
    }

    /** Closes the listener if it is open. May be called more than once. */
    void close() {
        ContainerServices container = services;
        services = null;
        listener.close();
        if (container != null) {
            container.close();
        }
        FastThreadLocal.removeAll();
    }

    /** One exception that lists all problems, for not every server prints more than one. */
    private static Optional<DeploymentException> failure(List<String> problems) {
        if (problems.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder list = new StringBuilder();
        for (String problem : problems) {
            list.append("\n  - ").append(problem);
        }
        String message = LOG.cannotDeploy(problems.size(), list.toString());
        LOG.deploymentFailed(message);
        return Optional.of(new DeploymentException(message));
    }
}
