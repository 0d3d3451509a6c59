package io.postern.it.conformance;

import io.postern.it.conformance.Coders.ManyWords;
import io.postern.it.conformance.Coders.Words;
import jakarta.websocket.DecodeException;
import jakarta.websocket.EncodeException;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Endpoints whose messages are decoded and encoded by {@link Coders}. */
public final class CodecEndpoints {

    private CodecEndpoints() {}

    private static void tell(Throwable error, Session session) throws IOException {
        String told = error.toString();
        if (error instanceof DecodeException undecodable) {
            told =
                    "undecodable "
                            + (undecodable.getText() != null
                                    ? undecodable.getText()
                                    : StandardCharsets.UTF_8.decode(undecodable.getBytes()));
        } else if (error instanceof EncodeException unencodable) {
            told = "unencodable " + unencodable.getObject();
        }
        session.getBasicRemote().sendText(told);
    }

    @ServerEndpoint(
            value = "/codecs/text/{name}",
            decoders = Coders.FromText.class,
            encoders = Coders.ToText.class)
    public static class Text {

        @OnMessage
        public Words message(@PathParam("name") String name, Session session, Words words) {
            return new Words(words + " of " + name);
        }

        @OnError
        public void error(Throwable error, Session session) throws IOException {
            tell(error, session);
        }
    }

    @ServerEndpoint(
            value = "/codecs/text-stream",
            decoders = Coders.FromReader.class,
            encoders = Coders.ToWriter.class)
    public static class TextStream {

        @OnMessage
        public Words message(Words words) {
            return words;
        }

        @OnError
        public void error(Throwable error, Session session) throws IOException {
            tell(error, session);
        }
    }

    @ServerEndpoint(
            value = "/codecs/binary",
            decoders = Coders.FromBytes.class,
            encoders = Coders.ToBytes.class)
    public static class Binary {

        @OnMessage
        public Words message(Words words) {
            return words;
        }

        @OnError
        public void error(Throwable error, Session session) throws IOException {
            tell(error, session);
        }
    }

    @ServerEndpoint(
            value = "/codecs/binary-stream",
            decoders = Coders.FromStream.class,
            encoders = Coders.ToStream.class)
    public static class BinaryStream {

        @OnMessage
        public Words message(Words words) {
            return words;
        }

        @OnError
        public void error(Throwable error, Session session) throws IOException {
            tell(error, session);
        }
    }

    /** Text and binary messages have decoders of their own, and both become the same type. */
    @ServerEndpoint(
            value = "/codecs/ordered",
            decoders = {Coders.FromUpperCase.class, Coders.FromText.class, Coders.FromBytes.class},
            encoders = {Coders.ToText.class, Coders.ToBytes.class})
    public static class Ordered {

        @OnMessage
        public Words message(Words words) {
            return words;
        }
    }

    /** Sends objects of several types in several ways. */
    @ServerEndpoint(
            value = "/codecs/objects",
            encoders = {Coders.ToText.class, Coders.IntegerToText.class})
    public static class Objects {

        @OnMessage
        public void message(String way, Session session) throws Exception {
            switch (way) {
                case "basic" -> session.getBasicRemote().sendObject(new Words("a"));
                case "subclass" -> session.getBasicRemote().sendObject(new ManyWords("b"));
                case "future" -> session.getAsyncRemote().sendObject(new Words("c")).get();
                case "handler" -> {
                    CompletableFuture<SendResult> result = new CompletableFuture<>();
                    session.getAsyncRemote().sendObject(new Words("d"), result::complete);
                    session.getBasicRemote().sendText("sent " + result.get().isOK());
                }
                case "number" -> session.getBasicRemote().sendObject(7);
                case "unspeakable" -> unspeakable(session);
                default -> throw new IllegalArgumentException(way);
            }
        }

        private static void unspeakable(Session session) throws IOException {
            try {
                session.getBasicRemote().sendObject(new Words("unspeakable"));
            } catch (EncodeException e) {
                tell(e, session);
            }
        }
    }

    @ServerEndpoint(value = "/codecs/number", encoders = Coders.IntegerToText.class)
    public static class Number {

        @OnMessage
        public int text(String text) {
            return 7;
        }

        @OnMessage
        public Integer binary(byte[] bytes) {
            return 8;
        }
    }

    @ServerEndpoint(
            value = "/codecs/inherited",
            decoders = Coders.QuotedWords.class,
            encoders = Coders.QuotedWords.class)
    public static class Inherited {

        @OnMessage
        public Words message(Words words) {
            return words;
        }
    }

    @ServerEndpoint(value = "/codecs/list", decoders = Coders.ListOfWords.class)
    public static class Generic {

        @OnMessage
        public String message(List<Words> words) {
            return words.size() + " " + words;
        }
    }

    @ServerEndpoint(
            value = "/codecs/life",
            decoders = Coders.Living.class,
            encoders = Coders.LivingEncoder.class)
    public static class Life {

        @OnMessage
        public Words message(Words words) {
            return words;
        }
    }

    @ServerEndpoint("/codecs/lives")
    public static class Lives {

        @OnMessage
        public String message(String text) {
            return String.join("\n", Coders.LIVES);
        }
    }
}
