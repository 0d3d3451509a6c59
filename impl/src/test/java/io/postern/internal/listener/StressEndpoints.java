package io.postern.internal.listener;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The endpoints that {@link Visitor}s come to. Each knows how often it was opened and closed. */
final class StressEndpoints {

    /** Asks the endpoint to close the session. */
    static final String LEAVE = "leave";

    /** Asks for a message of {@link #LARGE_SIZE} bytes. */
    static final String LARGE = "large";

    /** Asks for a very short idle time-out. */
    static final String IDLE = "idle";

    static final int LARGE_SIZE = 512 * 1024;

    private static final String LARGE_TEXT = "x".repeat(LARGE_SIZE);

    private StressEndpoints() {}

    /** Counts what happens to an instance. */
    static final class Life {

        private final AtomicBoolean opened = new AtomicBoolean();
        private final AtomicInteger closes = new AtomicInteger();

        void opened() {
            opened.set(true);
        }

        void closed() {
            closes.incrementAndGet();
        }

        Optional<String> complaint() {
            int count = closes.get();
            boolean right = opened.get() ? count == 1 : count <= 1;
            return right
                    ? Optional.empty()
                    : Optional.of("opened: " + opened.get() + ", closed " + count + " times");
        }
    }

    /** What a client says, decoded and encoded. */
    record Order(String text) {}

    /** Decoder and encoder: initialised once, destroyed once. */
    private abstract static class Codec implements Ledger.Witness {

        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();

        public void init(EndpointConfig config) {
            begun.incrementAndGet();
        }

        public void destroy() {
            ended.incrementAndGet();
        }

        @Override
        public Optional<String> complaint() {
            return begun.get() == 1 && ended.get() == 1
                    ? Optional.empty()
                    : Optional.of("initialised " + begun + ", destroyed " + ended + " times");
        }
    }

    public static final class OrderDecoder extends Codec implements Decoder.Text<Order> {
        @Override
        public Order decode(String text) {
            return new Order(text);
        }

        @Override
        public boolean willDecode(String text) {
            return true;
        }
    }

    public static final class OrderEncoder extends Codec implements Encoder.Text<Order> {
        @Override
        public String encode(Order order) {
            return order.text();
        }
    }

    /** What the annotated endpoints have in common. */
    abstract static class Annotated implements Ledger.Witness {

        final Life life = new Life();

        @OnClose
        public void close(CloseReason reason) {
            life.closed();
        }

        @OnError
        public void error(Throwable fault) {
            // Expected: clients leave while they are sent to, and some callbacks throw.
        }

        @Override
        public Optional<String> complaint() {
            return life.complaint();
        }
    }

    @ServerEndpoint(
            value = "/decoding",
            decoders = OrderDecoder.class,
            encoders = OrderEncoder.class)
    public static class Decoding extends Annotated {
        @OnOpen
        public void open(Session session) {
            life.opened();
        }

        @OnMessage
        public @Nullable Order order(Order order, Session session) throws IOException {
            return switch (order.text()) {
                case LARGE -> new Order(LARGE_TEXT);
                case LEAVE -> {
                    session.close();
                    yield null;
                }
                default -> order;
            };
        }
    }

    /** Added by a configuration; answers with blocking sends. */
    public static class Programmatic extends Endpoint implements Ledger.Witness {

        private final Life life = new Life();

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, new Answer(session));
            session.addMessageHandler(
                    ByteBuffer.class, bytes -> session.getAsyncRemote().sendBinary(bytes));
            life.opened();
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            life.closed();
        }

        @Override
        public void onError(Session session, Throwable fault) {
            // As for the annotated ones.
        }

        @Override
        public Optional<String> complaint() {
            return life.complaint();
        }
    }

    private record Answer(Session session) implements MessageHandler.Whole<String> {
        @Override
        public void onMessage(String text) {
            try {
                if (text.equals(LEAVE)) {
                    session.close();
                } else {
                    session.getBasicRemote().sendText(text.equals(LARGE) ? LARGE_TEXT : text);
                }
            } catch (IOException e) {
                // The client has left.
            }
        }
    }

    /** Answers asynchronously, with time-outs. */
    @ServerEndpoint("/timed")
    public static class Timed extends Annotated {
        @OnOpen
        public void open(Session session) {
            session.setMaxIdleTimeout(60_000);
            session.getAsyncRemote().setSendTimeout(30_000);
            life.opened();
        }

        @OnMessage
        public void text(String text, Session session) throws IOException {
            switch (text) {
                case LEAVE -> session.close();
                case IDLE -> session.setMaxIdleTimeout(20);
                case LARGE -> session.getAsyncRemote().sendText(LARGE_TEXT, SendResult::isOK);
                default -> session.getAsyncRemote().sendText(text);
            }
        }
    }

    /** Throws where its path says. */
    @ServerEndpoint("/failing/{where}")
    public static class Failing extends Annotated {

        private String where = "";

        @OnOpen
        public void open(@PathParam("where") String place) {
            where = place;
            failIf("open");
            life.opened();
        }

        @OnMessage
        public String text(String text) {
            failIf("message");
            return text;
        }

        @Override
        @OnClose
        public void close(CloseReason reason) {
            super.close(reason);
            failIf("close");
        }

        private void failIf(String place) {
            if (where.equals(place)) {
                throw new IllegalStateException("this endpoint fails in " + place);
            }
        }
    }
}
