package io.postern.it.conformance;

import io.postern.ConnectionScoped;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.inject.Qualifier;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Endpoints of every scope, each of which counts its messages, and beans of every scope. */
public final class ScopeEndpoints {

    private ScopeEndpoints() {}

    /** Counts what an instance has been given. */
    public abstract static class Counting {

        private int messages;

        @OnMessage
        public String message(String text) {
            return Integer.toString(++messages);
        }
    }

    @ServerEndpoint("/scope/none")
    public static class None extends Counting {

        @Inject Notes notes;

        @PreDestroy
        void gone() {
            notes.add("none is gone");
        }
    }

    @ServerEndpoint("/scope/dependent")
    @Dependent
    public static class OfConnection extends Counting {

        @Inject Notes notes;

        @PreDestroy
        void gone() {
            notes.add("dependent is gone");
        }
    }

    @ServerEndpoint("/scope/connection")
    @ConnectionScoped
    public static class InConnection extends Counting {

        @Inject Notes notes;

        @PreDestroy
        void gone() {
            notes.add("connection-scoped is gone");
        }
    }

    @ServerEndpoint("/scope/application")
    @ApplicationScoped
    public static class OfApplication extends Counting {}

    @ServerEndpoint("/scope/singleton")
    @Singleton
    public static class Single extends Counting {}

    /** What one connection has. */
    @ConnectionScoped
    public static class Basket {

        @Inject Notes notes;
        @Inject Session session;

        private int items;

        public int put() {
            return ++items;
        }

        @PreDestroy
        void gone() {
            notes.add("basket of " + session.getPathParameters().get("who") + " is gone");
        }
    }

    /** What one callback has. */
    @RequestScoped
    public static class Errand {

        private int steps;

        public int step() {
            return ++steps;
        }
    }

    /** Reaches both by a way of its own. */
    @Dependent
    public static class Helper {

        @Inject Basket basket;
        @Inject Errand errand;

        String help() {
            return basket.put() + " in the basket, step " + errand.step();
        }
    }

    @ServerEndpoint("/scope/basket/{who}")
    @ApplicationScoped
    public static class Shop {

        @Inject Basket basket;
        @Inject Errand errand;
        @Inject Helper helper;
        @Inject Notes notes;

        @OnMessage
        public String message(String text) {
            basket.put();
            errand.step();
            return helper.help();
        }

        @OnClose
        public void close(Session session) {
            notes.add("shop closes with " + basket.put() + ", step " + errand.step());
        }
    }

    /** Tells two beans of a type apart. */
    @Qualifier
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Loud {}

    /** What is decorated. */
    public interface Voice {
        String say(String text);
    }

    @ApplicationScoped
    public static class QuietVoice implements Voice {
        @Override
        public String say(String text) {
            return text;
        }
    }

    @Loud
    @ApplicationScoped
    public static class LoudVoice implements Voice {
        @Override
        public String say(String text) {
            return text + "!";
        }
    }

    @Decorator
    @Priority(Interceptor.Priority.APPLICATION)
    public static class Politeness implements Voice {

        @Inject @Delegate @Any Voice voice;

        @Override
        public String say(String text) {
            return voice.say(text) + " please";
        }
    }

    /** Is injected, too. */
    @ApplicationScoped
    public static class Configurator extends ServerEndpointConfig.Configurator {

        @Inject Voice voice;

        @Override
        public void modifyHandshake(
                ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            config.getUserProperties().put("asked", voice.say("upgrade"));
        }
    }

    @ServerEndpoint(value = "/scope/voices", configurator = Configurator.class)
    public static class Voices {

        @Inject Voice quiet;
        @Inject @Loud Voice loud;

        @OnMessage
        public String message(String text, Session session) {
            return quiet.say(text)
                    + ", "
                    + loud.say(text)
                    + ", "
                    + session.getUserProperties().get("asked");
        }
    }
}
