package io.postern.internal.cdi;

import io.postern.Connection;
import io.postern.ConnectionScoped;
import io.postern.Listener;
import io.postern.OpenConnections;
import io.postern.WebSocketListener;
import io.postern.WebSocketListenerFactory;
import io.postern.internal.config.ConfigReader;
import io.postern.internal.listener.NettyListener;
import io.postern.internal.session.ListenerContainer;
import io.postern.tls.ClientCertificate;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.configurator.BeanConfigurator;
import jakarta.interceptor.Interceptor;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The portable extension: it observes the container's life and hands each moment to whom it
 * concerns. One instance for each application; nothing is static.
 */
public final class WssExtension implements Extension {

    /** Behind the application's own observers: traffic starts when the application is ready. */
    private static final int LAST = Interceptor.Priority.LIBRARY_AFTER + 10_000;

    private final EndpointCollector collector = new EndpointCollector();
    private final ApplicationBeans found = new ApplicationBeans();
    private final ListenerLifecycle lifecycle = new ListenerLifecycle(collector, found);
    private final StartSignals signals = new StartSignals();

    /** Before the first class of Netty is loaded: its flight recorder hook outlives the WAR. */
    void prepare(@Observes BeforeBeanDiscovery event) {
        if (System.getProperty("io.netty.jfr.enabled") == null) {
            System.setProperty("io.netty.jfr.enabled", "false");
        }
        if (isPresent("org.eclipse.microprofile.health.HealthCheck")) {
            HealthBeans.add(event);
        }
    }

    void collect(@Observes ProcessManagedBean<?> event) {
        collector.bean(event.getBean());
    }

    void collectForListeners(@Observes ProcessBean<?> event) {
        found.add(event.getBean());
    }

    /** The collector, for what only the servlet container knows. */
    EndpointCollector collector() {
        return collector;
    }

    /** The listeners' life. */
    ListenerLifecycle lifecycle() {
        return lifecycle;
    }

    /** The container of the application's endpoints. */
    ListenerContainer container() {
        return lifecycle.container(ConfigProvider::getConfig);
    }

    void addBeans(@Observes AfterBeanDiscovery event, BeanManager beans) {
        ConfigReader.of(ConfigProvider.getConfig())
                .listenerNames()
                .forEach(name -> addListener(event, name));
        event.<WebSocketListenerFactory>addBean()
                .types(WebSocketListenerFactory.class, Object.class)
                .scope(ApplicationScoped.class)
                .createWith(context -> lifecycle.listeners());
        event.<ServerContainer>addBean()
                .types(ServerContainer.class, Object.class)
                .scope(ApplicationScoped.class)
                .createWith(context -> container());
        event.<OpenConnections>addBean()
                .types(OpenConnections.class, Object.class)
                .scope(ApplicationScoped.class)
                .createWith(context -> lifecycle.openConnections());
        addPeerBeans(event, beans);
        if (isPresent("jakarta.servlet.ServletContext")) {
            observeContextStart(event);
        }
        if (isPresent("org.eclipse.microprofile.health.HealthCheck")) {
            HealthBeans.add(event, collector.beanClass(), lifecycle);
        }
    }

    /** What a callback can have injected of its connection. */
    private void addPeerBeans(AfterBeanDiscovery event, BeanManager beans) {
        ConnectionScope scope = new ConnectionScope(lifecycle.peer());
        event.addContext(scope);
        event.addContext(new RequestScope(lifecycle.peer()));
        event.<Session>addBean()
                .types(Session.class, Connection.class, Object.class)
                .scope(ConnectionScoped.class)
                .createWith(context -> scope.session());
        ConnectionPrincipal.add(event, lifecycle.peer(), beans);
        event.<ClientCertificate>addBean()
                .types(ClientCertificate.class, Object.class)
                .scope(RequestScoped.class)
                .createWith(context -> lifecycle.peer().certificate());
    }

    /** Whether the server, or the application, brings an API that is an extra. */
    private static boolean isPresent(String api) {
        try {
            Class.forName(api, false, WssExtension.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }

    private void addListener(AfterBeanDiscovery event, String name) {
        BeanConfigurator<WebSocketListener> bean =
                event.<WebSocketListener>addBean()
                        .beanClass(NettyListener.class)
                        .types(WebSocketListener.class, Object.class)
                        .addQualifier(new Listener.Literal(name))
                        .scope(ApplicationScoped.class)
                        .createWith(context -> lifecycle.listeners().of(name));
        if (name.equals(Placement.DEFAULT)) {
            bean.addQualifier(Default.Literal.INSTANCE);
        }
    }

    /** What is found wrong here fails the deployment on every server with the whole text. */
    void validate(@Observes AfterDeploymentValidation event, BeanManager beans) {
        lifecycle
                .validate(ConfigProvider.getConfig(), beans)
                .ifPresent(event::addDeploymentProblem);
    }

    void open(@Observes @Priority(LAST) Startup event, BeanManager beans) {
        boolean servlets = isPresent("jakarta.servlet.ServletContext");
        if (signals.started(servlets && ServletScan.isExpected(beans))) {
            // The web application's own sees all its observers.
            lifecycle.open(signals.scannedWith().orElse(beans), container());
        }
    }

    /** The servlet container has shown its classes, and has its own WebSocket container ready. */
    void openAfterScan(BeanManager beans) {
        if (signals.scanned(beans)) {
            lifecycle.open(beans, container());
            return;
        }
        Optional<DeploymentException> failure = lifecycle.checkDoor(beans, container());
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** In a web application this comes behind all initializers, to its own observers alone. */
    private void observeContextStart(AfterBeanDiscovery event) {
        event.<Object>addObserverMethod()
                .beanClass(collector.beanClass().orElse(WssExtension.class))
                .observedType(Object.class)
                .addQualifier(Initialized.Literal.APPLICATION)
                .notifyWith(context -> contextStarted(context.getEvent()));
    }

    private void contextStarted(Object context) {
        if (ServletScan.wasLeftOut(context, collector)) {
            Optional<DeploymentException> failure = lifecycle.notScanned();
            if (failure.isPresent()) {
                throw failure.get();
            }
        }
    }

    /** Before the application's own observers: the beans that {@code @OnClose} needs are alive. */
    void close(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) Shutdown event) {
        lifecycle.close();
    }

    /** Where a deployment failed after the listener was opened, {@code Shutdown} does not come. */
    void closeAtLast(@Observes BeforeShutdown event) {
        lifecycle.close();
    }
}
