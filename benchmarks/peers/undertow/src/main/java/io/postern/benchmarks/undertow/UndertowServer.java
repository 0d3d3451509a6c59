package io.postern.benchmarks.undertow;

import io.postern.benchmarks.endpoints.PeerEndpoints;
import io.postern.benchmarks.endpoints.PeerProcess;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.xnio.Options;
import org.xnio.Sequence;

/** Undertow with its endpoints on workers, as WildFly has them, or on its I/O threads. */
public final class UndertowServer {

    private UndertowServer() {}

    /** See {@link PeerProcess}; the option is {@code workers} or {@code io-threads}. */
    public static void main(String... arguments) throws Exception {
        PeerProcess process = PeerProcess.of(arguments).withOption("workers", "io-threads");
        WebSocketDeploymentInfo webSocket =
                new WebSocketDeploymentInfo()
                        .addAnnotatedEndpoints(PeerEndpoints.ALL)
                        .setDispatchToWorkerThread(process.option().equals("workers"));
        DeploymentInfo deployment =
                Servlets.deployment()
                        .setClassLoader(UndertowServer.class.getClassLoader())
                        .setContextPath("/")
                        .setDeploymentName("benchmarks")
                        .addServletContextAttribute(
                                WebSocketDeploymentInfo.ATTRIBUTE_NAME, webSocket);
        DeploymentManager manager = Servlets.defaultContainer().addDeployment(deployment);
        manager.deploy();
        Undertow undertow =
                Undertow.builder()
                        .addHttpsListener(0, "127.0.0.1", tls(process), manager.start())
                        .setSocketOption(Options.SSL_ENABLED_PROTOCOLS, Sequence.of("TLSv1.3"))
                        .build();
        undertow.start();
        process.serve(
                ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort());
        undertow.stop();
    }

    private static SSLContext tls(PeerProcess process) throws Exception {
        char[] password = PeerProcess.PASSWORD.toCharArray();
        KeyStore keyStore = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(process.keyStore())) {
            keyStore.load(file, password);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(keyStore, password);
        SSLContext tls = SSLContext.getInstance("TLSv1.3");
        tls.init(keys.getKeyManagers(), null, null);
        return tls;
    }
}
