package io.postern.it.conformance;

import jakarta.websocket.EncodeException;
import jakarta.websocket.OnMessage;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** An endpoint that sends with {@link RemoteEndpoint.Async} what it is asked for. */
public final class AsyncRemoteEndpoints {

    private static final int PATIENCE_SECONDS = 10;

    private AsyncRemoteEndpoints() {}

    /** Each message names a way to send; what became of it follows as text. */
    @ServerEndpoint("/async")
    public static class Async {

        @OnMessage
        public String message(String way, Session session) throws Exception {
            RemoteEndpoint.Async remote = session.getAsyncRemote();
            return switch (way) {
                case "text, future" -> got(remote.sendText("text"));
                case "binary, future" -> got(remote.sendBinary(ByteBuffer.wrap(new byte[] {1})));
                case "object, future" -> got(remote.sendObject(7));
                case "text, handler" -> told(handler -> remote.sendText("text", handler));
                case "binary, handler" ->
                        told(handler -> remote.sendBinary(ByteBuffer.wrap(new byte[1]), handler));
                case "object, handler" -> told(handler -> remote.sendObject(7, handler));
                case "no encoder, future" -> got(remote.sendObject(new StringBuilder("x")));
                case "no encoder, handler" ->
                        told(handler -> remote.sendObject(new StringBuilder("x"), handler));
                case "nothing" -> nothing(remote);
                case "order" -> order(remote);
                case "time-out" -> timeout(remote, session);
                case "after the end" -> afterTheEnd(remote, session);
                default -> throw new IllegalArgumentException(way);
            };
        }

        private static String got(Future<Void> future) throws Exception {
            try {
                return "got " + future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                return "failed with " + describe(e.getCause());
            }
        }

        private interface Send {
            void with(SendHandler handler);
        }

        private static String told(Send send) throws Exception {
            CompletableFuture<SendResult> told = new CompletableFuture<>();
            send.with(told::complete);
            SendResult result = told.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return "told " + result.isOK() + " " + describe(result.getException());
        }

        private static String describe(Throwable failure) {
            return failure instanceof EncodeException unencoded
                    ? "EncodeException of " + unencoded.getObject()
                    : String.valueOf(failure);
        }

        private static String nothing(RemoteEndpoint.Async remote) {
            SendHandler handler = result -> {};
            return String.join(
                    " ",
                    Thrown.by(() -> remote.sendText(null)),
                    Thrown.by(() -> remote.sendText(null, handler)),
                    Thrown.by(() -> remote.sendText("text", null)),
                    Thrown.by(() -> remote.sendBinary(null)),
                    Thrown.by(() -> remote.sendBinary(null, handler)),
                    Thrown.by(() -> remote.sendBinary(ByteBuffer.allocate(1), null)),
                    Thrown.by(() -> remote.sendObject(null)),
                    Thrown.by(() -> remote.sendObject(null, handler)),
                    Thrown.by(() -> remote.sendObject(7, null)));
        }

        private static String order(RemoteEndpoint.Async remote) {
            for (int i = 0; i < 100; i++) {
                remote.sendText("message " + i);
            }
            return "all sent";
        }

        private static String timeout(RemoteEndpoint.Async remote, Session session) {
            boolean container =
                    remote.getSendTimeout() == session.getContainer().getDefaultAsyncSendTimeout();
            remote.setSendTimeout(1234);
            return "the container's at first %b, %d now"
                    .formatted(container, remote.getSendTimeout());
        }

        private static String afterTheEnd(RemoteEndpoint.Async remote, Session session)
                throws Exception {
            RemoteEndpoint.Basic basic = session.getBasicRemote();
            session.close();
            AFTER_THE_END.complete(
                    got(remote.sendText("late")).contains("IOException")
                            + " "
                            + told(handler -> remote.sendText("late", handler))
                                    .contains("false java.io.IOException")
                            + " "
                            + Thrown.by(() -> basic.sendText("late"))
                            + " "
                            + Thrown.by(() -> basic.sendPing(ByteBuffer.allocate(1)))
                            + ", settings "
                            + Thrown.by(() -> basic.setBatchingAllowed(true))
                            + " "
                            + Thrown.by(() -> remote.setSendTimeout(1)));
            return null;
        }
    }

    private static final CompletableFuture<String> AFTER_THE_END = new CompletableFuture<>();

    /** Tells what happened to a session that can no longer tell. */
    @ServerEndpoint("/async/after-the-end")
    public static class AfterTheEnd {

        @OnMessage
        public String message(String text) throws Exception {
            return AFTER_THE_END.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
