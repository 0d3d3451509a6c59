package io.postern.it.support;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/** A deployed application, seen from outside. */
public final class Application {

    private final String name;
    private final String listener;
    private final HttpClient client;

    /** The one that {@link Wars#named} made with the same name and this key store. */
    public Application(String name, TestKeyStore keyStore) {
        this(name, "default", keyStore.clientTls());
    }

    private Application(String name, String listener, SSLContext tls) {
        this.name = name;
        this.listener = listener;
        this.client = HttpClient.newBuilder().sslContext(tls).build();
    }

    /** The same, seen through another listener of its own. */
    public Application at(String another, SSLContext tls) {
        return new Application(name, another, tls);
    }

    /** What the listener says of itself. */
    public Map<String, String> listener() {
        return Server.get(name + "/listener?name=" + listener)
                .body()
                .lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(line -> line[0], line -> line[1]));
    }

    /** One of the listener's numbers. */
    public int listener(String value) {
        return Integer.parseInt(listener().get(value));
    }

    public int port() {
        return listener("port");
    }

    /** What the application has written into its {@link Journal}. */
    public List<String> journal() {
        return Server.get(name + "/journal").body().lines().toList();
    }

    /** Where the listener serves a path. */
    public URI uri(String path) {
        return URI.create("wss://localhost:" + port() + path);
    }

    /** Connects to the listener. */
    public Client connect(String path) {
        return connect(uri(path));
    }

    /** Connects to where a path was served, without asking the application. */
    public Client connect(URI uri) {
        return Client.connect(client, uri);
    }

    /** The status with which the listener answers an upgrade request. */
    public int status(String path) {
        return Server.status(() -> connect(path));
    }
}
