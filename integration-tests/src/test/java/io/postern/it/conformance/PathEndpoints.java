package io.postern.it.conformance;

import jakarta.inject.Inject;
import jakarta.websocket.DecodeException;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** Endpoints whose paths compete, and such as take parts of the path as parameters. */
public final class PathEndpoints {

    private PathEndpoints() {}

    @ServerEndpoint("/paths/b/c")
    public static class Literal {

        @OnMessage
        public String message(String text) {
            return "/paths/b/c";
        }
    }

    @ServerEndpoint("/paths/{x}/c")
    public static class OneVariable {

        @OnMessage
        public String message(String text, @PathParam("x") String x) {
            return "/paths/{x}/c with x=" + x;
        }
    }

    @ServerEndpoint("/paths/{x}/{y}")
    public static class TwoVariables {

        @OnMessage
        public String message(@PathParam("x") String x, @PathParam("y") String y, String text) {
            return "/paths/{x}/{y} with x=" + x + ", y=" + y;
        }
    }

    @ServerEndpoint("/left/{x}/d")
    public static class VariableFirst {

        @OnMessage
        public String message(String text) {
            return "/left/{x}/d";
        }
    }

    @ServerEndpoint("/left/b/{y}")
    public static class LiteralFirst {

        @OnMessage
        public String message(String text) {
            return "/left/b/{y}";
        }
    }

    @ServerEndpoint("/trailing/")
    public static class TrailingSlash {

        @OnMessage
        public String message(String text) {
            return "/trailing/";
        }
    }

    @ServerEndpoint("/session-parameters/{a}/{b}")
    public static class SessionParameters {

        @OnMessage
        public String message(String text, Session session) {
            return new java.util.TreeMap<>(session.getPathParameters()).toString();
        }
    }

    /** Gets its variable in all four methods. */
    @ServerEndpoint("/everywhere/{name}")
    public static class Everywhere {

        @Inject Notes notes;

        @OnOpen
        public void open(@PathParam("name") String name, Session session) throws IOException {
            session.getBasicRemote().sendText("open " + name);
        }

        @OnMessage
        public String message(@PathParam("name") String name, String text) {
            if (text.equals("fail")) {
                throw new IllegalStateException("as asked");
            }
            return "message " + name;
        }

        @OnError
        public void error(Session session, Throwable error, @PathParam("name") String name)
                throws IOException {
            session.getBasicRemote().sendText("error " + name);
        }

        @OnClose
        public void close(@PathParam("name") String name) {
            notes.add("everywhere closed " + name);
        }
    }

    @ServerEndpoint("/primitives/{z}/{c}/{b}/{s}/{i}/{l}/{f}/{d}")
    public static class Primitives {

        @OnMessage
        public String message(
                @PathParam("z") boolean z,
                @PathParam("c") char c,
                @PathParam("b") byte b,
                @PathParam("s") short s,
                String text,
                @PathParam("i") int i,
                @PathParam("l") long l,
                @PathParam("f") float f,
                @PathParam("d") double d) {
            return z + " " + c + " " + b + " " + s + " " + i + " " + l + " " + f + " " + d;
        }
    }

    @ServerEndpoint("/boxes/{z}/{c}/{b}/{s}/{i}/{l}/{f}/{d}")
    public static class Boxes {

        @OnMessage
        public String message(
                @PathParam("z") Boolean z,
                @PathParam("c") Character c,
                @PathParam("b") Byte b,
                @PathParam("s") Short s,
                @PathParam("i") Integer i,
                @PathParam("l") Long l,
                @PathParam("f") Float f,
                @PathParam("d") Double d,
                String text) {
            return z + " " + c + " " + b + " " + s + " " + i + " " + l + " " + f + " " + d;
        }
    }

    @ServerEndpoint("/unknown/{known}")
    public static class UnknownVariable {

        @OnMessage
        public String message(
                String text, @PathParam("other") String string, @PathParam("more") Integer box) {
            return string + " " + box;
        }
    }

    /** Tells which error a segment has raised that is no number. */
    @ServerEndpoint("/number/{number}")
    public static class Number {

        @OnMessage
        public String message(String text, @PathParam("number") int number) {
            return "number " + number;
        }

        @OnError
        public void error(Throwable error, Session session) throws IOException {
            session.getBasicRemote()
                    .sendText(
                            error instanceof DecodeException undecodable
                                    ? "undecodable " + undecodable.getText()
                                    : error.toString());
        }
    }
}
