package io.postern.benchmarks.harness;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What is measured: a server, started in one way. */
enum Contender {
    NETTY("netty", new MainClass("netty", "NettyServer", "")),
    POSTERN_EVENT_LOOP(
            "postern-event-loop", new MainClass("postern", "PosternServer", "event-loop")),
    POSTERN("postern-managed", new MainClass("postern", "PosternServer", "managed")),
    TOMCAT("tomcat", new MainClass("tomcat", "TomcatServer", "")),
    JETTY("jetty", new MainClass("jetty", "JettyServer", "")),
    UNDERTOW("undertow-workers", new MainClass("undertow", "UndertowServer", "workers")),
    UNDERTOW_IO("undertow-io-threads", new MainClass("undertow", "UndertowServer", "io-threads")),
    TYRUS("tyrus", new MainClass("tyrus", "TyrusServer", "")),
    LIBERTY("liberty", new Liberty("plain-war", "")),
    PAYARA("payara", new Payara("plain-war")),
    QUARKUS("quarkus-workers", new Quarkus("workers")),
    QUARKUS_EVENT_LOOP("quarkus-event-loop", new Quarkus("event-loop")),
    POSTERN_IN_LIBERTY("postern-in-liberty", new Liberty("postern-war", "managed")),
    POSTERN_IN_LIBERTY_EVENT_LOOP(
            "postern-in-liberty-event-loop", new Liberty("postern-war", "event-loop")),
    /** The application of Postern on CDI SE alone: what its start takes without the listener. */
    CDI_SE("cdi-se", new MainClass("postern", "PosternServer", "off"));

    private final String title;
    private final Launcher launcher;

    Contender(String title, Launcher launcher) {
        this.title = title;
        this.launcher = launcher;
    }

    String title() {
        return title;
    }

    Launcher launcher() {
        return launcher;
    }

    /** Those that can be loaded. */
    static List<Contender> all() {
        return Arrays.stream(values()).filter(c -> c != CDI_SE).toList();
    }

    /**
     * Those of these titles, in this order.
     *
     * @throws IllegalArgumentException when a title is unknown
     */
    static List<Contender> named(List<String> titles) {
        return titles.stream().map(Contender::named).toList();
    }

    private static Contender named(String title) {
        return all().stream()
                .filter(each -> each.title.equals(title))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "Unknown server '%s' in --servers; known are: %s"
                                                .formatted(
                                                        title,
                                                        all().stream()
                                                                .map(Contender::title)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
    }

    /** Whether its application has an endpoint that broadcasts by a selection. */
    boolean selects() {
        return this == POSTERN || this == POSTERN_EVENT_LOOP;
    }
}
