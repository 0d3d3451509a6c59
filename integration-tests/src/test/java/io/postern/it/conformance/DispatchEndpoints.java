package io.postern.it.conformance;

import io.postern.Dispatch;
import io.postern.DispatchOn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;

/** Endpoints that say where they run. */
public final class DispatchEndpoints {

    private DispatchEndpoints() {}

    /** Is there in a request context only. */
    @RequestScoped
    public static class Request {

        public boolean isThere() {
            return true;
        }
    }

    /** Says where it runs, and that the application is around it. */
    public abstract static class Telling {

        @Inject Request request;

        String tell() throws ClassNotFoundException {
            Thread thread = Thread.currentThread();
            Class<?> found =
                    Class.forName(Telling.class.getName(), false, thread.getContextClassLoader());
            return thread.getName() + ", " + (found == Telling.class) + request.isThere();
        }
    }

    @ServerEndpoint("/dispatch/managed")
    @ApplicationScoped
    public static class Managed extends Telling {

        @OnMessage
        public String message(String question) throws ClassNotFoundException {
            return tell();
        }
    }

    @ServerEndpoint("/dispatch/event-loop")
    @DispatchOn(Dispatch.EVENT_LOOP)
    @ApplicationScoped
    public static class OnEventLoop extends Telling {

        @OnMessage
        public String message(String question) throws ClassNotFoundException {
            return tell();
        }

        @OnMessage
        @DispatchOn(Dispatch.MANAGED)
        public String message(ByteBuffer question) throws ClassNotFoundException {
            return tell();
        }
    }
}
