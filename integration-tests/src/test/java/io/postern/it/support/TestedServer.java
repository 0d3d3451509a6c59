package io.postern.it.support;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What tests need to know of the server that Jakarta EE does not say; one class for each server.
 */
public interface TestedServer {

    /** The one on which the tests run. */
    TestedServer CURRENT = of(System.getProperty("arquillian.launch"));

    private static TestedServer of(String name) {
        Path directory = Path.of(System.getProperty("postern.it.server.directory"));
        return switch (name) {
            case "liberty" -> new Liberty(directory);
            case "payara" -> new Payara(directory);
            case "wildfly" -> new WildFly(directory);
            default -> throw new IllegalArgumentException("arquillian.launch=" + name);
        };
    }

    /** The directory from which it deploys what is put there by hand. */
    Path dropins();

    /**
     * Whether an application that was put into that directory has failed to start.
     *
     * @param log what the server has logged since
     */
    boolean hasGivenUp(Path war, String log);

    /** What it logs when CDI's validation fails a deployment. */
    String failedDeployment();

    /** What it logs when a class is needed that an undeployed WAR has taken along. */
    List<String> classNeededTooLate();

    /** Its own WebSocket support; empty where that cannot be switched off. */
    Optional<ServerFeature> webSocket();

    /** MicroProfile Health. */
    ServerFeature health();

    /** MicroProfile JWT. */
    ServerFeature tokens();

    /** Where it tells whether it is ready. */
    String readiness();

    /** Whether it keeps the class loader of an application that has failed to start. */
    boolean keepsFailedDeployments();

    /**
     * Whether it loads initializers in WEB-INF/lib with a class loader of their own where web.xml
     * orders libraries.
     */
    boolean loadsInitializersApart();

    /** Whether it has Jakarta Enterprise Beans. */
    boolean hasSessionBeans();

    /** How many sockets of its own accept connections to any address of the machine. */
    int openToTheNetwork();
}
