package io.postern.benchmarks.postern;

import io.postern.WebSocketListener;
import io.postern.benchmarks.endpoints.PeerEndpoints;
import io.postern.benchmarks.endpoints.PeerProcess;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;

/** Postern as it comes, but for the number of connections; configured with system properties. */
public final class PosternServer {

    private PosternServer() {}

    /** See {@link PeerProcess}; the option is one of {@code wss.dispatch}, or {@code off}. */
    public static void main(String... arguments) throws Exception {
        PeerProcess process =
                PeerProcess.of(arguments).withOption("managed", "virtual", "event-loop", "off");
        boolean enabled = !process.option().equals("off");
        System.setProperty("wss.enabled", Boolean.toString(enabled));
        System.setProperty("wss.dispatch", enabled ? process.option() : "managed");
        System.setProperty("wss.host", "127.0.0.1");
        System.setProperty("wss.port", "0");
        System.setProperty("wss.max-connections", "20000");
        System.setProperty("wss.tls.protocols", "TLSv1.3");
        System.setProperty("wss.tls.key-store.p12.path", process.keyStore().toString());
        System.setProperty("wss.tls.key-store.p12.password", PeerProcess.PASSWORD);
        SeContainerInitializer application =
                SeContainerInitializer.newInstance()
                        .addBeanClasses(PeerEndpoints.ALL.toArray(Class<?>[]::new))
                        .addBeanClasses(SelectionBroadcast.class);
        try (SeContainer container = application.initialize()) {
            process.serve(
                    enabled
                            ? container.select(WebSocketListener.class).get().address().getPort()
                            : 0);
        }
    }
}
