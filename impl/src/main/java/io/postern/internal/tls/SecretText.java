package io.postern.internal.tls;

import io.postern.internal.config.Secret;
import io.postern.internal.config.SecretUnavailableException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Characters that nobody else should see, for as long as they are needed: closing wipes them. */
final class SecretText implements AutoCloseable {

    private final char @Nullable [] characters;

    private SecretText(char @Nullable [] characters) {
        this.characters = characters;
    }

    /** With the secret's text as the configuration has it now. */
    static SecretText of(Secret secret) throws TlsMaterialException {
        return of(Optional.of(secret));
    }

    /** The same where there may be none. */
    static SecretText of(Optional<Secret> secret) throws TlsMaterialException {
        if (secret.isEmpty()) {
            return new SecretText(null);
        }
        try {
            return new SecretText(secret.get().reveal());
        } catch (SecretUnavailableException e) {
            throw new TlsMaterialException(String.valueOf(e.getMessage()), e);
        }
    }

    /** With the characters of these bytes in ISO 8859-1, which are wiped now. */
    static SecretText ofLatin1(byte[] bytes) {
        char[] characters = new char[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            characters[i] = (char) (bytes[i] & 0xFF);
        }
        Arrays.fill(bytes, (byte) 0);
        return new SecretText(characters);
    }

    /** The characters themselves, not a copy, of a text that is there. */
    char[] characters() {
        return Objects.requireNonNull(characters);
    }

    /** As {@link #characters()}; null when there is none. */
    char @Nullable [] orNull() {
        return characters;
    }

    @Override
    public void close() {
        if (characters != null) {
            Arrays.fill(characters, '\0');
        }
    }

    @Override
    public String toString() {
        return "SecretText[redacted]";
    }
}
