package io.postern.internal.endpoint;

import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import jakarta.websocket.EncodeException;
import jakarta.websocket.Encoder;
import jakarta.websocket.EndpointConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Encoders and decoders of all forms. */
final class WordCodecs {

    private WordCodecs() {}

    record Word(String text) {}

    record Odd(String text) {}

    /** Notes its life; a word "fail …" makes it fail so. */
    abstract static class Noted {
        final List<Object> life = new ArrayList<>();

        public void init(EndpointConfig config) {
            life.add(config);
        }

        public void destroy() {
            life.add("destroyed");
        }
    }

    static class TextWords extends Noted implements Encoder.Text<Word>, Decoder.Text<Word> {
        @Override
        public String encode(Word word) throws EncodeException {
            life.add("encode");
            return switch (word.text()) {
                case "fail checked" -> throw new EncodeException(word, "no");
                case "fail unchecked" -> throw new IllegalStateException("no");
                case "null" -> null;
                default -> "text " + word.text();
            };
        }

        @Override
        public boolean willDecode(String text) {
            life.add("willDecode");
            return !text.equals("unwilling");
        }

        @Override
        public Word decode(String text) throws DecodeException {
            life.add("decode");
            return switch (text) {
                case "fail" -> throw new DecodeException(text, "no");
                case "null" -> null;
                default -> new Word("first " + text);
            };
        }
    }

    static class StreamedWords extends Noted
            implements Encoder.TextStream<Word>, Decoder.TextStream<Word> {
        @Override
        public void encode(Word word, Writer writer) throws IOException {
            writer.write("stream ");
            if (word.text().equals("fail")) {
                throw new IOException("half-way");
            }
            writer.write(word.text());
        }

        @Override
        public Word decode(Reader reader) throws IOException {
            char[] chars = new char[100];
            return new Word("streamed " + new String(chars, 0, reader.read(chars)));
        }
    }

    static class BinaryWords extends Noted implements Encoder.Binary<Word>, Decoder.Binary<Word> {
        @Override
        public ByteBuffer encode(Word word) {
            return ByteBuffer.wrap(word.text().getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public boolean willDecode(ByteBuffer bytes) {
            // A decoder that looks may read.
            return bytes.get() != 'x';
        }

        @Override
        public Word decode(ByteBuffer bytes) {
            return new Word("binary " + StandardCharsets.US_ASCII.decode(bytes));
        }
    }

    static class BinaryStreamedWords extends Noted
            implements Encoder.BinaryStream<Word>, Decoder.BinaryStream<Word> {
        @Override
        public void encode(Word word, OutputStream stream) throws IOException {
            stream.write(word.text().getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public Word decode(InputStream stream) throws IOException {
            return new Word(
                    "bytes " + new String(stream.readAllBytes(), StandardCharsets.US_ASCII));
        }
    }

    static class Integers extends Noted implements Encoder.Text<Integer> {
        @Override
        public String encode(Integer number) {
            return "#" + number;
        }
    }

    static class Strings extends Noted implements Encoder.Binary<String> {
        @Override
        public ByteBuffer encode(String text) {
            return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    static class Unmakeable extends Noted implements Encoder.Text<Odd>, Decoder.Text<Odd> {
        Unmakeable() {
            throw new IllegalArgumentException("no bean");
        }

        @Override
        public String encode(Odd odd) {
            return "";
        }

        @Override
        public boolean willDecode(String text) {
            return true;
        }

        @Override
        public Odd decode(String text) {
            return new Odd(text);
        }
    }

    static class Uninitialisable extends Noted implements Encoder.Text<Odd> {
        @Override
        public void init(EndpointConfig config) {
            throw new IllegalStateException("init failed");
        }

        @Override
        public String encode(Odd odd) {
            return "";
        }
    }

    static class Indestructible extends TextWords {
        @Override
        public void destroy() {
            super.destroy();
            throw new IllegalStateException("destroy failed");
        }
    }

    static class Undestroyable extends TextWords {
        @Override
        public void destroy() {
            throw new NoClassDefFoundError("unloaded");
        }
    }
}
