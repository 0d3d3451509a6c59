package io.postern.benchmarks.jetty;

import io.postern.benchmarks.endpoints.PeerEndpoints;
import io.postern.benchmarks.endpoints.PeerProcess;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Jetty as it comes, but sessions may be idle for as long as they like. */
public final class JettyServer {

    private JettyServer() {}

    /** See {@link PeerProcess}. */
    public static void main(String... arguments) throws Exception {
        PeerProcess process = PeerProcess.of(arguments).withoutOption();
        Server server = new Server();
        ServerConnector connector = connector(server, process);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        JakartaWebSocketServletContainerInitializer.configure(
                context, (servlets, container) -> deploy(container));
        server.setHandler(context);
        server.start();
        process.serve(connector.getLocalPort());
        server.stop();
    }

    private static void deploy(ServerContainer container) throws DeploymentException {
        container.setDefaultMaxSessionIdleTimeout(0);
        for (Class<?> endpoint : PeerEndpoints.ALL) {
            container.addEndpoint(endpoint);
        }
    }

    private static ServerConnector connector(Server server, PeerProcess process) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStorePath(process.keyStore().toString());
        tls.setKeyStorePassword(PeerProcess.PASSWORD);
        tls.setIncludeProtocols("TLSv1.3");
        HttpConfiguration https = new HttpConfiguration();
        https.addCustomizer(new SecureRequestCustomizer(false));
        ServerConnector connector =
                new ServerConnector(
                        server,
                        new SslConnectionFactory(tls, "http/1.1"),
                        new HttpConnectionFactory(https));
        connector.setHost("127.0.0.1");
        return connector;
    }
}
