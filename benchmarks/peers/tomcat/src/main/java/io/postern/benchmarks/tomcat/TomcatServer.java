package io.postern.benchmarks.tomcat;

import io.postern.benchmarks.endpoints.PeerEndpoints;
import io.postern.benchmarks.endpoints.PeerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.websocket.server.WsSci;

/** Tomcat with its NIO connector, as it comes but for the number of connections. */
public final class TomcatServer {

    private TomcatServer() {}

    /** See {@link PeerProcess}. */
    public static void main(String... arguments) throws Exception {
        PeerProcess process = PeerProcess.of(arguments).withoutOption();
        Path directory = Files.createTempDirectory(process.keys(), "tomcat");
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toString());
        tomcat.setConnector(connector(process));
        Context context = tomcat.addContext("", directory.toString());
        Tomcat.addServlet(context, "default", new DefaultServlet());
        context.addServletMapping("/", "default");
        context.addServletContainerInitializer(new WsSci(), Set.copyOf(PeerEndpoints.ALL));
        tomcat.start();
        process.serve(tomcat.getConnector().getLocalPort());
        tomcat.stop();
    }

    private static Connector connector(PeerProcess process) {
        Connector connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
        connector.setPort(0);
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("SSLEnabled", "true");
        connector.setProperty("maxConnections", "20000");
        SSLHostConfig host = new SSLHostConfig();
        host.setProtocols("TLSv1.3");
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateKeystoreFile(process.keyStore().toString());
        certificate.setCertificateKeystorePassword(PeerProcess.PASSWORD);
        host.addCertificate(certificate);
        connector.addSslHostConfig(host);
        return connector;
    }
}
