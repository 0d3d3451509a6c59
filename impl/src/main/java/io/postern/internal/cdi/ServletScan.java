package io.postern.internal.cdi;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpoint;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Learns from the servlet container which endpoint classes are no beans: CDI is not shown classes
 * without a bean-defining annotation. It only collects; some servers take its failure for a
 * warning, so nothing may be decided here.
 */
@HandlesTypes({ServerEndpoint.class, ServerApplicationConfig.class})
public final class ServletScan implements ServletContainerInitializer {

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
        if (classes != null && !classes.isEmpty()) {
            // The server made this object, so nothing could be injected; no other standard way
            // leads from a servlet context to an application's extension.
            CDI.current()
                    .getBeanManager()
                    .getExtension(WssExtension.class)
                    .collector()
                    .scanned(classes);
        }
    }
}
