package io.postern.it.support;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** The JDK's WebSocket client, its events as lines of text in the order in which they came. */
public final class Client implements WebSocket.Listener {

    private static final int PATIENCE_SECONDS = 60;

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private int bytes;
    private int sum;
    private WebSocket socket;

    private Client() {}

    /** Connects and has read the 101. */
    public static Client connect(HttpClient http, URI uri) {
        return connect(http, uri, builder -> builder);
    }

    /** As {@link #connect(HttpClient, URI)}; {@code handshake} adds to the upgrade request. */
    public static Client connect(
            HttpClient http, URI uri, UnaryOperator<WebSocket.Builder> handshake) {
        Client client = new Client();
        client.socket =
                handshake
                        .apply(http.newWebSocketBuilder())
                        .connectTimeout(Duration.ofSeconds(PATIENCE_SECONDS))
                        .buildAsync(uri, client)
                        .join();
        return client;
    }

    /** The subprotocol that the server has chosen; empty for none. */
    public String subprotocol() {
        return socket.getSubprotocol();
    }

    /** What a binary message's event looks like: its size and the sum of its bytes. */
    public static String binary(byte[] message) {
        return binary(message.length, sum(ByteBuffer.wrap(message)));
    }

    private static String binary(int bytes, int sum) {
        return "binary of " + bytes + " bytes, sum " + sum;
    }

    private static int sum(ByteBuffer data) {
        int sum = 0;
        while (data.hasRemaining()) {
            sum = 31 * sum + data.get();
        }
        return sum;
    }

    public Client send(String message) {
        socket.sendText(message, true).join();
        return this;
    }

    public Client send(byte[] message) {
        socket.sendBinary(ByteBuffer.wrap(message), true).join();
        return this;
    }

    /** Sends a fragment. */
    public Client part(String part, boolean last) {
        socket.sendText(part, last).join();
        return this;
    }

    /** Sends a fragment. */
    public Client part(byte[] part, boolean last) {
        socket.sendBinary(ByteBuffer.wrap(part), last).join();
        return this;
    }

    public Client pong(String payload) {
        socket.sendPong(ByteBuffer.wrap(payload.getBytes(StandardCharsets.UTF_8))).join();
        return this;
    }

    public Client ping(String payload) {
        socket.sendPing(ByteBuffer.wrap(payload.getBytes(StandardCharsets.UTF_8))).join();
        return this;
    }

    public Client close(int code, String reason) {
        socket.sendClose(code, reason).join();
        return this;
    }

    /** Sends and takes the next event. */
    public String ask(String message) throws InterruptedException {
        return send(message).next();
    }

    /** The next event. */
    public String next() throws InterruptedException {
        String event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("no event within " + PATIENCE_SECONDS + " s");
        }
        return event;
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            events.add(text.toString());
            text.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        bytes += data.remaining();
        while (data.hasRemaining()) {
            sum = 31 * sum + data.get();
        }
        if (last) {
            events.add(binary(bytes, sum));
            bytes = 0;
            sum = 0;
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
        events.add("pong " + StandardCharsets.UTF_8.decode(message));
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        events.add(("closed " + code + " " + reason).strip());
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        events.add("failed " + error);
    }
}
