package io.postern.it.conformance;

import jakarta.websocket.EncodeException;
import jakarta.websocket.OnMessage;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An endpoint that sends with {@link RemoteEndpoint.Basic} what it is asked for. */
public final class BasicRemoteEndpoints {

    private static final int THREADS = 4;
    private static final int MESSAGES = 100;

    private BasicRemoteEndpoints() {}

    /** Each message names a way to send. */
    @ServerEndpoint("/basic")
    public static class Basic {

        @OnMessage
        public void message(String way, Session session) throws Exception {
            RemoteEndpoint.Basic remote = session.getBasicRemote();
            switch (way) {
                case "text" -> remote.sendText("a whole text ä");
                case "binary" -> binary(remote);
                case "text in parts" -> textInParts(remote);
                case "binary in parts" -> binaryInParts(remote);
                case "stream" -> stream(remote);
                case "writer" -> writer(remote);
                case "streams without and with a write" -> streams(remote);
                case "writer with an empty write" -> emptyWrite(remote);
                case "objects" -> objects(remote);
                case "between parts" -> betweenParts(remote);
                case "nothing" -> remote.sendText(sendNothing(remote));
                case "control" -> control(remote);
                case "batch" -> batch(remote);
                case "threads" -> threads(remote);
                default -> throw new IllegalArgumentException(way);
            }
        }

        private static void binary(RemoteEndpoint.Basic remote) throws IOException {
            ByteBuffer data = ByteBuffer.wrap(new byte[] {9, 1, 2, 3, 9}, 1, 3);
            remote.sendBinary(data);
            remote.sendText("position " + data.position() + ", limit " + data.limit());
        }

        private static void textInParts(RemoteEndpoint.Basic remote) throws IOException {
            remote.sendText("one ", false);
            remote.sendPing(ByteBuffer.wrap(new byte[] {7}));
            remote.sendText("two ", false);
            remote.sendText("three", true);
        }

        private static void binaryInParts(RemoteEndpoint.Basic remote) throws IOException {
            remote.sendBinary(ByteBuffer.wrap(new byte[] {1}), false);
            remote.sendBinary(ByteBuffer.wrap(new byte[] {2}), false);
            remote.sendBinary(ByteBuffer.allocate(0), true);
        }

        private static void stream(RemoteEndpoint.Basic remote) throws IOException {
            try (OutputStream out = remote.getSendStream()) {
                out.write(1);
                out.write(new byte[] {0, 2, 3, 0}, 1, 2);
                out.flush();
                out.write(new byte[] {4});
            }
        }

        private static void writer(RemoteEndpoint.Basic remote) throws IOException {
            try (Writer out = remote.getSendWriter()) {
                out.write("grüß ");
                out.append("👋", 0, 1);
                out.flush();
                out.append("👋", 1, 2);
            }
        }

        private static void streams(RemoteEndpoint.Basic remote) throws IOException {
            remote.getSendStream().close();
            remote.getSendWriter().close();
            try (OutputStream out = remote.getSendStream()) {
                out.write(new byte[0]);
            }
        }

        private static void emptyWrite(RemoteEndpoint.Basic remote) throws IOException {
            try (Writer out = remote.getSendWriter()) {
                out.write("");
            }
        }

        private static void objects(RemoteEndpoint.Basic remote)
                throws IOException, EncodeException {
            for (Object object : List.of(true, 'c', (byte) 1, (short) 2, 3, 4L, 5f, 6d, "text")) {
                remote.sendObject(object);
            }
            try {
                remote.sendObject(new StringBuilder("no encoder"));
            } catch (EncodeException e) {
                remote.sendText("cannot encode " + e.getObject());
            }
        }

        private static void betweenParts(RemoteEndpoint.Basic remote) throws IOException {
            remote.sendText("begun, ", false);
            String text = Thrown.by(() -> remote.sendText("whole"));
            String binary = Thrown.by(() -> remote.sendBinary(ByteBuffer.allocate(1)));
            String stream = Thrown.by(() -> remote.getSendStream().write(new byte[9000]));
            remote.sendText(text + " " + binary + " " + stream, true);
        }

        private static String sendNothing(RemoteEndpoint.Basic remote) {
            return String.join(
                    " ",
                    Thrown.by(() -> remote.sendText(null)),
                    Thrown.by(() -> remote.sendText(null, true)),
                    Thrown.by(() -> remote.sendBinary(null)),
                    Thrown.by(() -> remote.sendBinary(null, true)),
                    Thrown.by(() -> remote.sendObject(null)));
        }

        private static void control(RemoteEndpoint.Basic remote) throws IOException {
            ByteBuffer most = StandardCharsets.UTF_8.encode("x".repeat(125));
            remote.sendPing(most);
            remote.sendPong(most.flip());
            remote.sendText(
                    Thrown.by(() -> remote.sendPing(ByteBuffer.allocate(126)))
                            + " "
                            + Thrown.by(() -> remote.sendPong(ByteBuffer.allocate(126))));
        }

        private static void batch(RemoteEndpoint.Basic remote) throws IOException {
            boolean byDefault = remote.getBatchingAllowed();
            remote.setBatchingAllowed(true);
            remote.sendText("allowed by default " + byDefault);
            remote.sendText("allowed now " + remote.getBatchingAllowed());
            remote.flushBatch();
            remote.sendText("last of the batch");
            remote.setBatchingAllowed(false);
        }

        /** A message that is in the way of another may be refused, and is sent again. */
        private static void threads(RemoteEndpoint.Basic remote) throws Exception {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                String letter = String.valueOf((char) ('a' + i));
                Thread thread = new Thread(() -> sendMany(remote, letter.repeat(5000)));
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
            remote.sendText("all sent");
        }

        private static void sendMany(RemoteEndpoint.Basic remote, String text) {
            for (int i = 0; i < MESSAGES; ) {
                if (Thrown.by(() -> remote.sendText(text)).equals("nothing")) {
                    i++;
                }
            }
        }
    }
}
