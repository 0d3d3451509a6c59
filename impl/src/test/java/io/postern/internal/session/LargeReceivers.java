package io.postern.internal.session;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Endpoints that answer a large message with its summary, one for each way of receiving it. */
final class LargeReceivers {

    private LargeReceivers() {}

    private static String summary(String text) {
        return LargeMessage.summary(text.getBytes(StandardCharsets.UTF_8));
    }

    @ServerEndpoint("/whole")
    public static class Whole extends Served.Endpoint {
        @OnMessage
        public String text(String message) {
            return summary(message);
        }

        @OnMessage
        public String binary(ByteBuffer message) {
            byte[] bytes = new byte[message.remaining()];
            message.get(bytes);
            return LargeMessage.summary(bytes);
        }
    }

    @ServerEndpoint("/partial")
    public static class Partial extends Served.Endpoint {

        private LargeMessage received = new LargeMessage();

        @OnMessage
        public @Nullable String text(String part, boolean last) {
            return binary(part.getBytes(StandardCharsets.UTF_8), last);
        }

        @OnMessage
        public @Nullable String binary(byte[] part, boolean last) {
            received.add(part, part.length);
            if (!last) {
                return null;
            }
            String summary = received.summary();
            received = new LargeMessage();
            return summary;
        }
    }

    @ServerEndpoint("/stream")
    public static class Streaming extends Served.Endpoint {
        @OnMessage
        public String text(Reader reader) throws IOException {
            StringBuilder text = new StringBuilder();
            char[] some = new char[8_192];
            for (int n = reader.read(some); n >= 0; n = reader.read(some)) {
                text.append(some, 0, n);
            }
            return summary(text.toString());
        }

        @OnMessage
        public String binary(InputStream stream) throws IOException {
            LargeMessage received = new LargeMessage();
            byte[] some = new byte[8_192];
            for (int n = stream.read(some); n >= 0; n = stream.read(some)) {
                received.add(some, n);
            }
            return received.summary();
        }
    }
}
