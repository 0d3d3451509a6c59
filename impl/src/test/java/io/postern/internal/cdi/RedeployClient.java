package io.postern.internal.cdi;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A client of the JDK, outside of the application. */
final class RedeployClient {

    private static final long PATIENCE_SECONDS = 10;

    private final HttpClient http;

    /**
     * @param certificate the only one that it trusts, in PEM
     */
    RedeployClient(Path certificate) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(certificate)) {
            trusted.setCertificateEntry(
                    "listener", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        http = HttpClient.newBuilder().sslContext(tls).build();
    }

    Connection connect(int port) {
        Incoming incoming = new Incoming();
        URI uri = URI.create("wss://localhost:" + port + "/echo");
        WebSocket socket = http.newWebSocketBuilder().buildAsync(uri, incoming).join();
        return new Connection(socket, incoming.events);
    }

    /** One connection, and what came over it. */
    record Connection(WebSocket socket, BlockingQueue<String> events) {

        /** Sends a text, which is answered with itself. */
        void ask(String text) throws InterruptedException {
            socket.sendText(text, true).join();
            expect(text);
        }

        void expect(String text) throws InterruptedException {
            String event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!text.equals(event)) {
                throw new AssertionError("expected " + text + ", received " + event);
            }
        }

        void close() {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        }

        /** The other side has closed, too. */
        void expectEnd() throws InterruptedException {
            expect("closed");
        }
    }

    private static final class Incoming implements WebSocket.Listener {

        private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            events.add(text.toString());
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            events.add("closed");
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            events.add("failed: " + error);
        }
    }
}
