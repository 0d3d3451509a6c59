package io.postern.it.app;

import io.postern.it.support.Journal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Answers each message with the message; on two words it sends a ping or closes. */
@ServerEndpoint("/echo/{name}")
@ApplicationScoped
public class Echo {

    @Inject Journal journal;

    @OnMessage
    public String text(String message, @PathParam("name") String name, Session session)
            throws IOException {
        if (message.equals("ping me")) {
            session.getBasicRemote().sendPing(utf8("from the server"));
        } else if (message.startsWith("close me with ")) {
            int code = Integer.parseInt(message.substring("close me with ".length()));
            session.close(new CloseReason(CloseCodes.getCloseCode(code), "as you wish"));
            return null;
        }
        return name + " says " + message;
    }

    @OnMessage
    public byte[] binary(byte[] message) {
        return message;
    }

    @OnMessage
    public void pong(PongMessage pong, Session session) throws IOException {
        session.getBasicRemote()
                .sendText("pong " + StandardCharsets.UTF_8.decode(pong.getApplicationData()));
    }

    @OnClose
    public void close(CloseReason reason, @PathParam("name") String name) {
        journal.add(
                "%s closed with %d %s"
                        .formatted(
                                name, reason.getCloseCode().getCode(), reason.getReasonPhrase()));
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
