package io.postern.it.app;

import io.postern.it.support.Journal;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;

/** Adds endpoints as the application starts, by each way that leads to the container. */
@WebListener
public class AddingListener implements ServletContextListener {

    private static final String STANDARD = "jakarta.websocket.server.ServerContainer";

    @Inject ServerContainer injected;
    @Inject Journal journal;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        ServerContainer own = (ServerContainer) context.getAttribute("io.postern.ServerContainer");
        try {
            own.addEndpoint(config("/by-attribute"));
            injected.addEndpoint(config("/by-injection"));
            injected.addEndpoint(Echo.class);
            if (context.getAttribute(STANDARD) == own) {
                own.addEndpoint(config("/by-standard-attribute"));
            } else {
                journal.add("the standard attribute is the server's");
            }
        } catch (DeploymentException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ServerEndpointConfig config(String path) {
        return ServerEndpointConfig.Builder.create(Greeter.class, path).build();
    }
}
