package io.postern.it.conformance;

import io.postern.it.support.Client;
import io.postern.it.support.RawClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/** Where a suite runs: an application whose listener waits for clients. */
final class Environment {

    private final IntSupplier port;
    private final Supplier<String> log;
    private final SSLContext tls;
    private final HttpClient http;

    /**
     * @param log what has been logged since the application was deployed
     * @param tls trusts the listener
     */
    Environment(IntSupplier port, Supplier<String> log, SSLContext tls) {
        this.port = port;
        this.log = log;
        this.tls = tls;
        this.http = HttpClient.newBuilder().sslContext(tls).build();
    }

    URI uri(String target) {
        return URI.create("wss://localhost:" + port.getAsInt() + target);
    }

    Client connect(String target, UnaryOperator<WebSocket.Builder> handshake) {
        return Client.connect(http, uri(target), handshake);
    }

    /** Connects without asking for the upgrade yet. */
    RawClient connectRaw() throws IOException {
        return RawClient.connect(port.getAsInt(), tls);
    }

    String log() {
        return log.get();
    }
}
