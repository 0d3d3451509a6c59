package io.postern.internal.endpoint;

import jakarta.websocket.PongMessage;
import java.nio.ByteBuffer;

/** A message, or a part of one, in the form in which it travels. */
public sealed interface Message {

    MessageKind kind();

    /** A String, a ByteBuffer or a PongMessage. */
    Object payload();

    /** Whether the message ends with this; always so for a whole one. */
    boolean last();

    /** Text. */
    record Text(String payload, boolean last) implements Message {

        /** A whole message. */
        public Text(String payload) {
            this(payload, true);
        }

        @Override
        public MessageKind kind() {
            return MessageKind.TEXT;
        }
    }

    /** Bytes, in heap memory that belongs to whom the message is handed. */
    record Binary(ByteBuffer payload, boolean last) implements Message {

        /** A whole message. */
        public Binary(ByteBuffer payload) {
            this(payload, true);
        }

        @Override
        public MessageKind kind() {
            return MessageKind.BINARY;
        }
    }

    /** A pong, which is always whole. */
    record Pong(PongMessage payload) implements Message {

        @Override
        public MessageKind kind() {
            return MessageKind.PONG;
        }

        @Override
        public boolean last() {
            return true;
        }
    }
}
