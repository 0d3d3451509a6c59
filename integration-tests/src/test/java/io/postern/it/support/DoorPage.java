package io.postern.it.support;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * Serves {@code browser/door.html}, the same page under whatever name a browser finds it. Its
 * {@code knock(url)} connects to an endpoint and tells what becomes of it.
 */
public final class DoorPage implements AutoCloseable {

    private final HttpServer server;

    private DoorPage(HttpServer server) {
        this.server = server;
    }

    /** Serves it on a free port of 127.0.0.1. */
    public static DoorPage serve() throws IOException {
        byte[] html;
        try (InputStream page = DoorPage.class.getResourceAsStream("/browser/door.html")) {
            html = Objects.requireNonNull(page).readAllBytes();
        }
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.getResponseHeaders().add("Content-Type", "text/html");
                    exchange.sendResponseHeaders(200, html.length);
                    exchange.getResponseBody().write(html);
                    exchange.close();
                });
        server.start();
        return new DoorPage(server);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
