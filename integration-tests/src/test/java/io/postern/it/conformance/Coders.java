package io.postern.it.conformance;

import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import jakarta.websocket.EncodeException;
import jakarta.websocket.Encoder;
import jakarta.websocket.EndpointConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An application's type, and coders for it that leave a mark on what passes through them. */
public final class Coders {

    /** What {@link Living} coders went through. */
    static final List<String> LIVES = new CopyOnWriteArrayList<>();

    private Coders() {}

    /** Words that an application sends and receives. */
    public static class Words {

        private final String text;

        public Words(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** A subclass, to be encoded like its superclass. */
    public static final class ManyWords extends Words {

        public ManyWords(String text) {
            super(text);
        }
    }

    private static Words undecodable(String text) throws DecodeException {
        if (text.equals("bad")) {
            throw new DecodeException(text, "bad words");
        }
        if (text.equals("broken")) {
            throw new IllegalStateException("a broken decoder");
        }
        return new Words(text);
    }

    private static String unencodable(Words words) throws EncodeException {
        if (words.text.contains("unspeakable")) {
            throw new EncodeException(words, "unspeakable words");
        }
        return words.text;
    }

    public static class FromText implements Decoder.Text<Words> {

        @Override
        public Words decode(String text) throws DecodeException {
            return undecodable(text);
        }

        @Override
        public boolean willDecode(String text) {
            return !text.startsWith("never ");
        }
    }

    /** Decodes only what begins with an upper-case letter, and says so. */
    public static class FromUpperCase implements Decoder.Text<Words> {

        @Override
        public Words decode(String text) {
            return new Words("upper case " + text);
        }

        @Override
        public boolean willDecode(String text) {
            return !text.isEmpty() && Character.isUpperCase(text.charAt(0));
        }
    }

    public static class FromReader implements Decoder.TextStream<Words> {

        @Override
        public Words decode(Reader reader) throws DecodeException, IOException {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            if (text.toString().equals("io")) {
                throw new IOException("a decoder's");
            }
            return undecodable(text.toString());
        }
    }

    public static class FromBytes implements Decoder.Binary<Words> {

        @Override
        public Words decode(ByteBuffer bytes) throws DecodeException {
            ByteBuffer again = bytes.duplicate();
            String text = StandardCharsets.UTF_8.decode(bytes).toString();
            if (text.equals("bad")) {
                throw new DecodeException(again, "bad bytes");
            }
            return new Words(text);
        }

        @Override
        public boolean willDecode(ByteBuffer bytes) {
            return bytes.hasRemaining() && bytes.get(bytes.position()) != 0;
        }
    }

    public static class FromStream implements Decoder.BinaryStream<Words> {

        @Override
        public Words decode(InputStream stream) throws DecodeException, IOException {
            return undecodable(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    public static class ToText implements Encoder.Text<Words> {

        @Override
        public String encode(Words words) throws EncodeException {
            return "text: " + unencodable(words);
        }
    }

    public static class ToWriter implements Encoder.TextStream<Words> {

        @Override
        public void encode(Words words, Writer writer) throws EncodeException, IOException {
            writer.write("writer: ");
            writer.write(unencodable(words));
        }
    }

    public static class ToBytes implements Encoder.Binary<Words> {

        @Override
        public ByteBuffer encode(Words words) throws EncodeException {
            return StandardCharsets.UTF_8.encode("binary: " + unencodable(words));
        }
    }

    public static class ToStream implements Encoder.BinaryStream<Words> {

        @Override
        public void encode(Words words, OutputStream stream) throws EncodeException, IOException {
            stream.write(("stream: " + unencodable(words)).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** For a type that needs no encoder. */
    public static class IntegerToText implements Encoder.Text<Integer> {

        @Override
        public String encode(Integer number) {
            return "number " + number;
        }
    }

    /** Does not name its type itself: a subclass does. */
    public abstract static class Quoted<T> implements Decoder.Text<T>, Encoder.Text<T> {

        protected abstract T make(String text);

        @Override
        public void init(EndpointConfig config) {}

        @Override
        public void destroy() {}

        @Override
        public T decode(String text) {
            return make("'" + text + "'");
        }

        @Override
        public boolean willDecode(String text) {
            return true;
        }

        @Override
        public String encode(T value) {
            return "quoted " + value;
        }
    }

    public static class QuotedWords extends Quoted<Words> {

        @Override
        protected Words make(String text) {
            return new Words(text);
        }
    }

    public static class ListOfWords implements Decoder.Text<List<Words>> {

        @Override
        public List<Words> decode(String text) {
            return List.of(text.split(" ")).stream().map(Words::new).toList();
        }

        @Override
        public boolean willDecode(String text) {
            return true;
        }
    }

    /** Records its life: when it begins, is used and ends. */
    public static class Living extends Quoted<Words> {

        private final String name = getClass().getSimpleName() + System.identityHashCode(this);
        private int inits;

        @Override
        protected Words make(String text) {
            return new Words(text + " by " + name + " after " + inits);
        }

        @Override
        public void init(EndpointConfig config) {
            inits++;
            LIVES.add(name + " begins with " + config.getUserProperties().get("greeting"));
        }

        @Override
        public String encode(Words words) {
            return words + ", encoded by " + name + " after " + inits;
        }

        @Override
        public void destroy() {
            LIVES.add(name + " ends");
            throw new IllegalStateException("a coder that cannot end");
        }
    }

    /** The same as an encoder. */
    public static class LivingEncoder extends Living {}
}
