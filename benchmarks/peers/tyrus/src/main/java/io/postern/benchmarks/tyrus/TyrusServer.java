package io.postern.benchmarks.tyrus;

import io.postern.benchmarks.endpoints.PeerEndpoints;
import io.postern.benchmarks.endpoints.PeerProcess;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.ssl.SSLContextConfigurator;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;
import org.glassfish.tyrus.container.grizzly.server.WebSocketAddOn;

/** Tyrus on Grizzly, as it comes, with TLS. */
public final class TyrusServer {

    private TyrusServer() {}

    /** See {@link PeerProcess}. */
    public static void main(String... arguments) throws Exception {
        PeerProcess process = PeerProcess.of(arguments).withoutOption();
        EndpointContainer container = new EndpointContainer();
        for (Class<?> endpoint : PeerEndpoints.ALL) {
            container.register(endpoint);
        }
        container.start("", 0);
        NetworkListener listener = new NetworkListener("benchmarks", "127.0.0.1", 0);
        listener.setSecure(true);
        listener.setSSLEngineConfig(tls(process));
        listener.registerAddOn(new WebSocketAddOn(container, ""));
        HttpServer server = new HttpServer();
        server.addListener(listener);
        server.start();
        process.serve(listener.getPort());
        server.shutdownNow();
    }

    private static SSLEngineConfigurator tls(PeerProcess process) {
        SSLContextConfigurator context = new SSLContextConfigurator();
        context.setKeyStoreFile(process.keyStore().toString());
        context.setKeyStorePass(PeerProcess.PASSWORD);
        context.setKeyStoreType("PKCS12");
        return new SSLEngineConfigurator(context.createSSLContext(true), false, false, false)
                .setEnabledProtocols(new String[] {"TLSv1.3"});
    }
}
