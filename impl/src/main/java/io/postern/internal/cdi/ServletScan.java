package io.postern.internal.cdi;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpoint;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Learns from the servlet container which classes are no beans, for CDI is not shown classes
 * without a bean-defining annotation, and puts the container into the servlet context, where the
 * application's own listeners find it. It only collects; some servers take its failure for a
 * warning, so nothing may be decided here. On some servers the application has started before it
 * comes, or starts at the same time; there the listeners are opened when it and all other
 * initializers are through, before the first request, and what is wrong fails the web application.
 */
@HandlesTypes({ServerEndpoint.class, Endpoint.class, ServerApplicationConfig.class})
public final class ServletScan implements ServletContainerInitializer {

    /** Where an application finds the listener's container whatever the server has. */
    static final String OWN_ATTRIBUTE = "io.postern.ServerContainer";

    /** Jakarta WebSocket 2.1, section 6.4. */
    static final String STANDARD_ATTRIBUTE = ServerContainer.class.getName();

    /** Installs itself, and with it the server's own WebSocket, only where no other has. */
    private static final String STEPS_BACK =
            "org.glassfish.tyrus.servlet.TyrusServletContainerInitializer";

    /** What is wrong where the servlet container never comes here. */
    static final String LEFT_OUT =
            "the <absolute-ordering> of web.xml leaves Postern's jar out, so that the server shows"
                    + " it no endpoint classes and would serve them on its own port, without this"
                    + " listener's TLS and rules; add <name>postern</name> or <others/> to it, or"
                    + " remove it";

    private static final String LOADED_APART =
            "The server has loaded Postern's classes apart from the application. Either web.xml has"
                + " an <absolute-ordering>, with which Payara does so: remove that from web.xml. Or"
                + " the jar is both in the EAR and in the WAR: remove one of them";

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
        if (!has(context.getClassLoader(), ServletScan.class)) {
            throw new IllegalStateException(LOADED_APART);
        }
        // The server made this object, so nothing could be injected; no other standard way
        // leads from a servlet context to an application's extension.
        BeanManager beans = CDI.current().getBeanManager();
        WssExtension extension = beans.getExtension(WssExtension.class);
        collect(extension.collector(), extension.container(), classes, context);
        context.addListener(new AfterInitializers(extension, beans));
    }

    /** Whether the application has a servlet container, which will come here. */
    static boolean isExpected(BeanManager beans) {
        return !beans.getBeans(ServletContext.class).isEmpty();
    }

    /**
     * Whether a web application that contains this class has started without its having been
     * called.
     *
     * @param started what CDI tells with the start of the application context
     */
    static boolean wasLeftOut(Object started, EndpointCollector collector) {
        return started instanceof ServletContext context
                && !collector.isScanned(context)
                && has(context.getClassLoader(), ServletScan.class);
    }

    private static boolean has(ClassLoader classes, Class<?> type) {
        try {
            return Class.forName(type.getName(), false, classes) == type;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }

    /** Called when all initializers have been. */
    private static final class AfterInitializers implements ServletContextListener {

        private final WssExtension extension;
        private final BeanManager beans;

        AfterInitializers(WssExtension extension, BeanManager beans) {
            this.extension = extension;
            this.beans = beans;
        }

        @Override
        public void contextInitialized(ServletContextEvent event) {
            setStandard(event.getServletContext(), extension.container());
            extension.openAfterScan(beans);
        }
    }

    static void collect(
            EndpointCollector collector,
            ServerContainer container,
            @Nullable Set<Class<?>> classes,
            ServletContext context) {
        collector.servletContext(context);
        if (classes != null) {
            collector.scanned(classes);
        }
        context.setAttribute(OWN_ATTRIBUTE, container);
        if (!anotherComes()) {
            setStandard(context, container);
        }
    }

    /** Whether the server has an initializer that may still come, and would find the attribute. */
    private static boolean anotherComes() {
        try {
            Class.forName(STEPS_BACK, false, Thread.currentThread().getContextClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }

    /** Unless it is the server's. */
    private static void setStandard(ServletContext context, ServerContainer container) {
        if (context.getAttribute(STANDARD_ATTRIBUTE) == null) {
            context.setAttribute(STANDARD_ATTRIBUTE, container);
        }
    }
}
