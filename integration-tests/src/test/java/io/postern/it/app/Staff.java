package io.postern.it.app;

import io.postern.it.support.Journal;
import io.postern.upgrade.AllowedOrigins;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

/** For staff, from one page and from programs; who has the role of an admin may shut it. */
@ServerEndpoint("/staff/{name}")
@RolesAllowed("staff")
@AllowedOrigins("https://app.example")
public class Staff {

    @Inject Journal journal;

    @PostConstruct
    void made() {
        journal.add("an instance of Staff");
    }

    @OnMessage
    @RolesAllowed("admin")
    public String shut(String text, Session session) {
        return session.getUserPrincipal().getName() + " may " + text;
    }

    @OnError
    public void denied(Session session, Throwable fault) {
        session.getAsyncRemote().sendText(fault instanceof SecurityException ? "denied" : "failed");
    }
}
