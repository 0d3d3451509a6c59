package io.postern.internal.config;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a password, or the text of a private key, is to be had: under a key of the configuration,
 * which is asked anew each time. The text itself is not kept, so that it is in memory only while it
 * is in use, and one that has been rotated is found by the next who asks.
 *
 * <p>The text never appears in {@link #toString()}; a secret is not serialisable, and two are
 * compared in time that does not depend on where they differ. Thread-safe as far as the
 * configuration is.
 */
public final class Secret {

    private final String name;
    private final Function<String, Setting> source;

    /**
     * @param name under which the configuration has the value
     * @param source what the configuration says about a name now; holds no values itself
     */
    Secret(String name, Function<String, Setting> source) {
        this.name = name;
        this.source = source;
    }

    /** One with this text, which is kept: for what the program says itself and anybody may know. */
    public static Secret of(String text) {
        return new Secret("password", name -> new Setting(name, text, text, null));
    }

    /**
     * The text as it is now. The caller overwrites it after use. To be called with the
     * application's class loader on the thread, as sources of a configuration may go by it.
     *
     * @throws SecretUnavailableException when the configuration does not have it any longer
     */
    public char[] reveal() throws SecretUnavailableException {
        Setting now;
        try {
            now = source.apply(name);
        } catch (RuntimeException e) {
            // its message may hold the value
            throw new SecretUnavailableException(name, e.getClass());
        }
        if (now.isAbsent() || now.isUnresolved()) {
            throw new SecretUnavailableException(name);
        }
        return Objects.requireNonNull(now.value()).toCharArray();
    }

    /** Whether both have the same text now, or are the same and have none. */
    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof Secret that)) {
            return false;
        }
        byte[] ours = {};
        byte[] theirs = {};
        try {
            ours = bytes(this);
            theirs = bytes(that);
            return MessageDigest.isEqual(ours, theirs);
        } catch (SecretUnavailableException e) {
            return this == that;
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

    private static byte[] bytes(Secret secret) throws SecretUnavailableException {
        char[] text = secret.reveal();
        ByteBuffer bytes = ByteBuffer.allocate(text.length * Character.BYTES);
        bytes.asCharBuffer().put(text);
        Arrays.fill(text, '\0');
        return bytes.array();
    }
}
