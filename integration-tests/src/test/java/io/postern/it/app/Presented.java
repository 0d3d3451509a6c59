package io.postern.it.app;

import io.postern.tls.ClientCertificate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.security.Principal;

/** Tells who has connected, and with which certificate. */
@ServerEndpoint("/presented")
@ApplicationScoped
public class Presented {

    @Inject ClientCertificate certificate;

    @OnMessage
    public String tell(String text, Session session) {
        Principal user = session.getUserPrincipal();
        return (user == null ? "nobody" : user.getName()) + " with " + subject();
    }

    private String subject() {
        try {
            return certificate.certificate().getSubjectX500Principal().getName();
        } catch (IllegalStateException e) {
            return e.getMessage();
        }
    }
}
