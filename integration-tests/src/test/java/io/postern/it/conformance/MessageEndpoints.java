package io.postern.it.conformance;

import jakarta.websocket.OnMessage;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Endpoints that take whole messages, and that answer with what their methods return. */
public final class MessageEndpoints {

    private MessageEndpoints() {}

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** Takes each kind in a method of its own, the parameters in different orders. */
    @ServerEndpoint("/kinds/{name}")
    public static class Kinds {

        @OnMessage
        public String text(@PathParam("name") String name, Session session, String message) {
            return "text " + message + " for " + name + " open " + session.isOpen();
        }

        @OnMessage
        public String binary(byte[] message, @PathParam("name") String name, Session session) {
            return "binary " + hex(message) + " for " + name + " open " + session.isOpen();
        }

        @OnMessage
        public String pong(Session session, PongMessage pong, @PathParam("name") String name) {
            return "pong "
                    + StandardCharsets.UTF_8.decode(pong.getApplicationData())
                    + " for "
                    + name;
        }
    }

    @ServerEndpoint("/buffer")
    public static class Buffer {

        @OnMessage
        public String binary(ByteBuffer message) {
            byte[] bytes = new byte[message.remaining()];
            message.get(bytes);
            return "buffer " + hex(bytes);
        }
    }

    @ServerEndpoint("/text-only")
    public static class TextOnly {

        @OnMessage
        public String text(String message) {
            return "text " + message;
        }
    }

    /** Returns nothing, in three ways. */
    @ServerEndpoint("/returns/nothing")
    public static class ReturnsNothing {

        @OnMessage
        public void text(String message, Session session) throws IOException {
            session.getBasicRemote().sendText("only this");
        }

        @OnMessage
        public String binary(byte[] message, Session session) throws IOException {
            session.getBasicRemote().sendText("only that");
            return null;
        }
    }

    @ServerEndpoint("/returns/string")
    public static class ReturnsString {

        @OnMessage
        public String text(String message) {
            return message;
        }

        @OnMessage
        public String binary(byte[] message) {
            return hex(message);
        }
    }

    @ServerEndpoint("/returns/bytes")
    public static class ReturnsBytes {

        @OnMessage
        public byte[] text(String message) {
            return message.getBytes(StandardCharsets.UTF_8);
        }

        @OnMessage
        public byte[] binary(byte[] message) {
            return message;
        }
    }

    @ServerEndpoint("/returns/buffer")
    public static class ReturnsBuffer {

        @OnMessage
        public ByteBuffer text(String message) {
            return StandardCharsets.UTF_8.encode(message);
        }

        @OnMessage
        public ByteBuffer binary(ByteBuffer message) {
            return message;
        }
    }

    @ServerEndpoint("/returns/boolean")
    public static class ReturnsBoolean {

        @OnMessage
        public boolean primitive(String message) {
            return true;
        }

        @OnMessage
        public Boolean box(byte[] message) {
            return false;
        }
    }

    @ServerEndpoint("/returns/char")
    public static class ReturnsChar {

        @OnMessage
        public char primitive(String message) {
            return 'ä';
        }

        @OnMessage
        public Character box(byte[] message) {
            return 'z';
        }
    }

    @ServerEndpoint("/returns/byte")
    public static class ReturnsByte {

        @OnMessage
        public byte primitive(String message) {
            return -128;
        }

        @OnMessage
        public Byte box(byte[] message) {
            return 127;
        }
    }

    @ServerEndpoint("/returns/short")
    public static class ReturnsShort {

        @OnMessage
        public short primitive(String message) {
            return -32768;
        }

        @OnMessage
        public Short box(byte[] message) {
            return 32767;
        }
    }

    @ServerEndpoint("/returns/int")
    public static class ReturnsInt {

        @OnMessage
        public int primitive(String message) {
            return Integer.MIN_VALUE;
        }

        @OnMessage
        public Integer box(byte[] message) {
            return Integer.MAX_VALUE;
        }
    }

    @ServerEndpoint("/returns/long")
    public static class ReturnsLong {

        @OnMessage
        public long primitive(String message) {
            return Long.MIN_VALUE;
        }

        @OnMessage
        public Long box(byte[] message) {
            return Long.MAX_VALUE;
        }
    }

    @ServerEndpoint("/returns/float")
    public static class ReturnsFloat {

        @OnMessage
        public float primitive(String message) {
            return 0.1f;
        }

        @OnMessage
        public Float box(byte[] message) {
            return Float.NaN;
        }
    }

    @ServerEndpoint("/returns/double")
    public static class ReturnsDouble {

        @OnMessage
        public double primitive(String message) {
            return 1e300;
        }

        @OnMessage
        public Double box(byte[] message) {
            return Double.NEGATIVE_INFINITY;
        }
    }
}
