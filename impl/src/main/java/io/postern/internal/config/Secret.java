package io.postern.internal.config;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A password, or the text of a private key. Its text never appears in {@link #toString()}; it is
 * not serialisable, and two secrets are compared in time that does not depend on where they differ.
 */
public final class Secret {

    private final char[] text;

    private Secret(char[] text) {
        this.text = text;
    }

    /** The secret with this text. */
    public static Secret of(String text) {
        return new Secret(text.toCharArray());
    }

    /** A copy of the text. The caller overwrites it after use. */
    public char[] reveal() {
        return text.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof Secret that)) {
            return false;
        }
        byte[] ours = bytes();
        byte[] theirs = that.bytes();
        try {
            return MessageDigest.isEqual(ours, theirs);
        } finally {
            Arrays.fill(ours, (byte) 0);
            Arrays.fill(theirs, (byte) 0);
        }
    }

    /** The same for every secret: a hash of the text would tell something about it. */
    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public String toString() {
        return "Secret[redacted]";
    }

    private byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(text.length * Character.BYTES);
        bytes.asCharBuffer().put(text);
        return bytes.array();
    }
}
