package io.postern.it.app;

import io.postern.it.support.Journal;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;

/** A programmatic endpoint that is no bean; it greets whoever connects. */
public class Greeter extends Endpoint {

    @Inject Journal journal;

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        session.getAsyncRemote().sendText("welcome");
        session.addMessageHandler(
                String.class, name -> session.getAsyncRemote().sendText("hello " + name));
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        journal.add("greeter closed " + reason.getCloseCode().getCode());
    }
}
