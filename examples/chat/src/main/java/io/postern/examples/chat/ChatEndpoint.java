package io.postern.examples.chat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.io.StringReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Consumer;

/** Connects the page to {@link Rooms}. One instance serves all connections, concurrently. */
@ServerEndpoint("/chat/{room}")
@ApplicationScoped
public class ChatEndpoint {
    private static final Logger LOG = System.getLogger(ChatEndpoint.class.getName());

    @Inject Rooms rooms;

    @OnOpen
    public void enter(Session session, @PathParam("room") String room) throws IOException {
        try {
            // Asynchronous: a text is queued, and the listener closes a page that does not read.
            Consumer<String> outbox = json -> session.getAsyncRemote().sendText(json);
            rooms.enter(room, new User(session.getId(), nameOf(session), outbox));
        } catch (RefusedException refused) {
            close(session, refused);
        }
    }

    @OnMessage
    public void say(String json, Session session, @PathParam("room") String room)
            throws IOException {
        try {
            rooms.say(room, session.getId(), textIn(json));
        } catch (RefusedException refused) {
            close(session, refused);
        }
    }

    @OnClose
    public void leave(Session session, @PathParam("room") String room) {
        rooms.leave(room, session.getId());
    }

    @OnError
    public void failed(Session session, Throwable cause) {
        LOG.log(Level.INFO, "Chat connection " + session.getId() + " failed", cause);
    }

    private static String nameOf(Session session) {
        List<String> names = session.getRequestParameterMap().getOrDefault("name", List.of());
        return names.isEmpty() ? "" : names.get(0).strip();
    }

    private static String textIn(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            if (reader.readValue() instanceof JsonObject message
                    && message.get("text") instanceof JsonString text) {
                return text.getString();
            }
        } catch (JsonException notJson) {
            LOG.log(Level.DEBUG, "A message is not JSON", notJson);
        }
        throw new RefusedException("A message looks like {\"text\":\"Hello\"}.");
    }

    private static void close(Session session, RefusedException refused) throws IOException {
        session.close(new CloseReason(CloseCodes.VIOLATED_POLICY, refused.getMessage()));
    }
}
