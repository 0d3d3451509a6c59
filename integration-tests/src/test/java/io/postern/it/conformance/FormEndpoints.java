package io.postern.it.conformance;

import jakarta.websocket.DecodeException;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Endpoints that take messages in other forms than whole strings and bytes. */
public final class FormEndpoints {

    private FormEndpoints() {}

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @ServerEndpoint("/forms/streams/{name}")
    public static class Streams {

        @OnMessage
        public String text(@PathParam("name") String name, Reader message, Session session)
                throws IOException {
            StringWriter all = new StringWriter();
            message.transferTo(all);
            return name + " " + session.isOpen() + " " + all;
        }

        @OnMessage
        public String binary(Session session, InputStream message) throws IOException {
            byte[] all = message.readAllBytes();
            return all.length + " bytes " + hex(all.length > 9 ? new byte[0] : all);
        }
    }

    /** Reads one character or byte of each message and leaves the rest. */
    @ServerEndpoint("/forms/first-of-stream")
    public static class FirstOfStream {

        @OnMessage
        public char text(Reader message) throws IOException {
            return (char) message.read();
        }

        @OnMessage
        public int binary(InputStream message) throws IOException {
            return message.read();
        }
    }

    @ServerEndpoint("/forms/parts/{name}")
    public static class Parts {

        private final StringBuilder text = new StringBuilder();
        private String bytes = "";

        @OnMessage
        public void text(boolean last, Session session, String part, @PathParam("name") String name)
                throws IOException {
            text.append(part);
            if (last) {
                session.getBasicRemote().sendText(name + " got " + text);
                text.setLength(0);
            }
        }

        @OnMessage
        public void binary(byte[] part, boolean last, Session session) throws IOException {
            bytes += hex(part);
            if (last) {
                session.getBasicRemote().sendText("bytes " + bytes + " with text " + text);
                bytes = "";
            }
        }
    }

    @ServerEndpoint("/forms/buffer-parts")
    public static class BufferParts {

        private long bytes;

        @OnMessage
        public void binary(ByteBuffer part, boolean last, Session session) throws IOException {
            bytes += part.remaining();
            if (last) {
                session.getBasicRemote().sendText(bytes + " bytes");
                bytes = 0;
            }
        }
    }

    @ServerEndpoint("/forms/boolean")
    public static class BooleanForm {
        @OnMessage
        public String message(boolean value) {
            return "boolean " + value;
        }
    }

    @ServerEndpoint("/forms/Boolean")
    public static class BooleanBox {
        @OnMessage
        public String message(Boolean value) {
            return "Boolean " + value;
        }
    }

    @ServerEndpoint("/forms/char")
    public static class CharForm {
        @OnMessage
        public String message(char value) {
            return "char " + value;
        }
    }

    @ServerEndpoint("/forms/Character")
    public static class CharacterBox {
        @OnMessage
        public String message(Character value) {
            return "Character " + value;
        }
    }

    @ServerEndpoint("/forms/byte")
    public static class ByteForm {
        @OnMessage
        public String message(byte value) {
            return "byte " + value;
        }
    }

    @ServerEndpoint("/forms/Byte")
    public static class ByteBox {
        @OnMessage
        public String message(Byte value) {
            return "Byte " + value;
        }
    }

    @ServerEndpoint("/forms/short")
    public static class ShortForm {
        @OnMessage
        public String message(short value) {
            return "short " + value;
        }
    }

    @ServerEndpoint("/forms/Short")
    public static class ShortBox {
        @OnMessage
        public String message(Short value) {
            return "Short " + value;
        }
    }

    @ServerEndpoint("/forms/Integer")
    public static class IntegerBox {
        @OnMessage
        public String message(Integer value) {
            return "Integer " + value;
        }
    }

    @ServerEndpoint("/forms/long")
    public static class LongForm {
        @OnMessage
        public String message(long value) {
            return "long " + value;
        }
    }

    @ServerEndpoint("/forms/Long")
    public static class LongBox {
        @OnMessage
        public String message(Long value) {
            return "Long " + value;
        }
    }

    @ServerEndpoint("/forms/float")
    public static class FloatForm {
        @OnMessage
        public String message(float value) {
            return "float " + value;
        }
    }

    @ServerEndpoint("/forms/Float")
    public static class FloatBox {
        @OnMessage
        public String message(Float value) {
            return "Float " + value;
        }
    }

    @ServerEndpoint("/forms/double")
    public static class DoubleForm {
        @OnMessage
        public String message(double value) {
            return "double " + value;
        }
    }

    @ServerEndpoint("/forms/Double")
    public static class DoubleBox {
        @OnMessage
        public String message(Double value) {
            return "Double " + value;
        }
    }

    /** Tells what it cannot take. */
    @ServerEndpoint("/forms/int")
    public static class IntForm {

        @OnMessage
        public String message(@PathParam("none") String none, int value, Session session) {
            return "int " + value;
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
