package io.postern.it.conformance;

import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** Endpoint classes that are related to one another. */
public final class InheritanceEndpoints {

    private InheritanceEndpoints() {}

    /** An endpoint of its own, and the superclass of others. */
    @ServerEndpoint("/inheritance/parent")
    public static class Parent {

        @OnOpen
        public void open(Session session) throws IOException {
            session.getBasicRemote().sendText("opened as " + getClass().getSimpleName());
        }

        @OnMessage
        public String message(String text) {
            return "the parent's";
        }
    }

    /** Is no endpoint: the annotation of its superclass is not its own. */
    public static class Unannotated extends Parent {

        @Override
        @OnMessage
        public String message(String text) {
            return "never called";
        }
    }

    /** Overrides without annotations: no callback leads there. */
    @ServerEndpoint("/inheritance/silent")
    public static class Silent extends Parent {

        @Override
        public void open(Session session) throws IOException {
            session.getBasicRemote().sendText("never sent");
        }

        @OnMessage
        public byte[] other(byte[] bytes) {
            return bytes;
        }
    }

    /** Overrides with an annotation of its own. */
    @ServerEndpoint("/inheritance/loud")
    public static class Loud extends Parent {

        @Override
        @OnOpen
        public void open(Session session) throws IOException {
            session.getBasicRemote().sendText("opened by the child");
        }

        @Override
        @OnMessage
        public String message(String text) {
            return "the child's";
        }
    }
}
