package io.postern.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The server and its own plain HTTP port. */
public final class Server {

    private static final URI BASE = URI.create(System.getProperty("postern.it.server"));
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private Server() {}

    /** The server's own port, on 127.0.0.1. */
    public static int port() {
        return BASE.getPort();
    }

    /** Asks the server's own port. */
    public static HttpResponse<String> get(String path) {
        HttpRequest request = HttpRequest.newBuilder(BASE.resolve(path)).timeout(TIMEOUT).build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Connects to the server's own port, which is not Postern's. */
    public static Client connectPlain(String path) {
        return Client.connect(HTTP, URI.create("ws" + BASE.resolve(path).toString().substring(4)));
    }

    /** The status with which the server's own port answers an upgrade request. */
    public static int upgradeStatus(String path) {
        return status(() -> connectPlain(path));
    }

    /** 101, or the status with which the connection was refused. */
    static int status(Supplier<Client> connecting) {
        try {
            connecting.get().close(1000, "");
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
    }

    /** What virtual machines leave behind when they crash. */
    public static List<Path> crashReports() throws IOException {
        // Where the server's virtual machine is told to write them.
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("hs_err"))
                    .toList();
        }
    }
}
