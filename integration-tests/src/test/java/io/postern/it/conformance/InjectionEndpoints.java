package io.postern.it.conformance;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Endpoints into which beans are injected, and around which an interceptor stands. */
public final class InjectionEndpoints {

    private InjectionEndpoints() {}

    /** What is injected. */
    @ApplicationScoped
    public static class Greeting {

        public String word() {
            return "hello";
        }
    }

    @ServerEndpoint("/injection/field")
    public static class IntoField {

        @Inject Greeting greeting;

        @OnMessage
        public String message(String name) {
            return greeting.word() + " " + name;
        }
    }

    @ServerEndpoint("/injection/method")
    public static class IntoMethod {

        private Greeting greeting;

        @Inject
        void greet(Greeting given) {
            greeting = given;
        }

        @OnMessage
        public String message(String name) {
            return greeting.word() + " " + name;
        }
    }

    @ServerEndpoint("/injection/constructor")
    @Dependent
    public static class IntoConstructor {

        private final Greeting greeting;

        @Inject
        public IntoConstructor(Greeting greeting) {
            this.greeting = greeting;
        }

        @OnMessage
        public String message(String name) {
            return greeting.word() + " " + name;
        }
    }

    /** Binds {@link Shouting}. */
    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Shouted {}

    /** Turns what a method returns into upper case. */
    @Shouted
    @Interceptor
    @Priority(Interceptor.Priority.APPLICATION)
    public static class Shouting {

        @AroundInvoke
        Object shout(InvocationContext call) throws Exception {
            return call.proceed() instanceof String text ? text.toUpperCase() : null;
        }
    }

    @ServerEndpoint("/injection/intercepted")
    @Dependent
    public static class Intercepted {

        @Shouted
        @OnMessage
        public String message(String name) {
            return "hello " + name;
        }
    }
}
