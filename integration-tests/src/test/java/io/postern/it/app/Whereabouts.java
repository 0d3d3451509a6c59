package io.postern.it.app;

import io.postern.Listener;
import io.postern.WebSocketListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** Says by which listener it is served. */
@ServerEndpoint("/whereabouts")
@ApplicationScoped
public class Whereabouts {

    @Inject WebSocketListener listener;

    @OnMessage
    public String where(String text) {
        return listener.name();
    }

    /** The same on two other listeners. */
    @ServerEndpoint("/elsewhere")
    @Listener("devices")
    @Listener("made")
    @ApplicationScoped
    public static class ElsewhereToo {

        @Inject
        @Listener("made")
        WebSocketListener listener;

        @OnMessage
        public String where(String text) {
            return listener.name();
        }
    }
}
