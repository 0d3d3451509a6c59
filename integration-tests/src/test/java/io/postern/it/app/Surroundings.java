package io.postern.it.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.eclipse.microprofile.config.ConfigProvider;

/** Answers with what a callback finds around it. */
@ServerEndpoint("/surroundings")
@ApplicationScoped
public class Surroundings {

    @OnMessage
    public String message(String question) throws Exception {
        Thread thread = Thread.currentThread();
        return switch (question) {
            case "thread" -> thread.getName();
            case "class" -> {
                String name = Plain.class.getName();
                Class<?> found = Class.forName(name, true, thread.getContextClassLoader());
                yield found == Plain.class ? "the application's" : "another";
            }
            case "config" -> ConfigProvider.getConfig().getValue("greeting", String.class);
            case "bean" -> CDI.current().select(InRequest.class).get().next() + "";
            case "naming" ->
                    "%s, %s, %s"
                            .formatted(
                                    lookUp("java:comp/env/place"),
                                    lookUp("java:module/ModuleName"),
                                    lookUp("java:app/AppName"));
            default -> "unknown question";
        };
    }

    @SuppressWarnings("BanJNDI") // constant names
    private static Object lookUp(String name) throws NamingException {
        return new InitialContext().lookup(name);
    }
}
