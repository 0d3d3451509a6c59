package io.postern.it.app;

import io.postern.Listener;
import io.postern.it.support.Journal;
import io.postern.upgrade.AllowedOrigins;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.security.Principal;

/** Endpoints of a listener of their own, which welcome those who are let in. */
public final class Doors {

    private Doors() {}

    /** For pages of the origins that the listener allows. */
    @ServerEndpoint("/front")
    @Listener("doors")
    public static class Front {

        @Inject Journal journal;

        @PostConstruct
        void made() {
            journal.add("an instance at a door");
        }

        @OnOpen
        public void welcome(Session session) throws IOException {
            Principal known = session.getUserPrincipal();
            session.getBasicRemote()
                    .sendText(known == null ? "welcome" : "welcome " + known.getName());
        }
    }

    /** For pages of one origin. */
    @ServerEndpoint("/side")
    @Listener("doors")
    @AllowedOrigins("http://friend.example")
    public static class Side extends Front {}

    /** For those who are known. */
    @ServerEndpoint("/chat")
    @Listener("doors")
    @RolesAllowed("**")
    public static class Members extends Front {}
}
