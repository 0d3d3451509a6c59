package io.postern.internal.cdi;

import static io.postern.internal.cdi.CdiLog.LOG;

import io.netty.util.concurrent.FastThreadLocal;
import io.postern.internal.config.ClientAuth;
import io.postern.internal.config.ListenerConfig;
import io.postern.internal.identity.Entry;
import io.postern.internal.listener.ListenerException;
import io.postern.internal.listener.NettyListener;
import io.postern.internal.listener.WarmUp;
import io.postern.internal.session.ListenerContainer;
import io.postern.internal.tls.DevelopmentNotice;
import io.postern.internal.tls.LoadedMaterial;
import io.postern.internal.tls.Tls;
import io.postern.internal.tls.TlsMaterialException;
import io.postern.internal.tls.TlsServices;
import io.postern.internal.tls.ValidatorCalls;
import io.postern.internal.upgrade.EndpointRoutes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Opens listeners with what the application gives them.
 *
 * @param endpoints the container of the application's endpoints
 */
record ListenerOpener(
        ContainerServices services,
        ApplicationEvents events,
        Contributions contributions,
        ListenerContainer endpoints) {

    /**
     * Opens one.
     *
     * @param routes of each listener, by its name
     * @return what is wrong; then it is not open
     */
    List<String> open(
            DeploymentValidator.Listener checked,
            NettyListener listener,
            Map<String, EndpointRoutes> routes) {
        ListenerConfig config = checked.config();
        try {
            List<String> problems = new ArrayList<>(unasked(config));
            problems.addAll(contributions.beforeTls().problems(config.name()));
            if (!problems.isEmpty()) {
                return problems;
            }
            WarmUp.run();
            Clock clock = Clock.systemUTC();
            LoadedMaterial material =
                    checked.material().isPresent()
                            ? checked.material().get()
                            : LoadedMaterial.load(config.tls(), clock);
            // Before TLS is opened: what that opens is the listener's to close.
            NettyListener.Application application =
                    application(checked, Objects.requireNonNull(routes.get(config.name())));
            listener.open(
                    config,
                    Tls.open(config.tls(), material, tlsServices(config, clock)),
                    application);
            material.development().ifPresent(DevelopmentNotice::log);
            return List.of();
        } catch (TlsMaterialException | ListenerException e) {
            return List.of(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of("the deployment was interrupted");
        } catch (RuntimeException e) {
            LOG.notOpened(e, config.name());
            return List.of("listener '%s': %s".formatted(config.name(), CdiLog.root(e)));
        } finally {
            FastThreadLocal.removeAll();
        }
    }

    /** A validator that is brought by hand is meant to be asked. */
    private List<String> unasked(ListenerConfig config) {
        if (config.tls().clients().mode() != ClientAuth.NONE) {
            return List.of();
        }
        return contributions.extensionsWithValidator(config.name()).stream()
                .map(
                        extension ->
                                "listener '"
                                        + config.name()
                                        + "': the secure connection extension of "
                                        + extension
                                        + " brings a validator, but clients are asked for no"
                                        + " certificate (wss.tls.client-auth=none); set that to"
                                        + " required or optional, or leave the validator out")
                .toList();
    }

    private NettyListener.Application application(
            DeploymentValidator.Listener checked, EndpointRoutes routes) {
        return new NettyListener.Application(
                routes,
                endpoints,
                services.workers(),
                services,
                events,
                new NettyListener.Entrance(
                        contributions.beforeTls().of(checked.config().name()), entry(checked)));
    }

    private Entry entry(DeploymentValidator.Listener checked) {
        ListenerConfig config = checked.config();
        return new Entry(
                config.name(),
                config.upgrade().entry(),
                checked.identification().orElseThrow(),
                contributions.checks(config.name()),
                services);
    }

    private TlsServices tlsServices(ListenerConfig config, Clock clock) {
        return new TlsServices(
                config.name(),
                config.negotiation().parallel(),
                new ValidatorCalls(
                        contributions.validators(config.name()), services.workers(), services),
                clock);
    }
}
