package io.postern.internal.config;

import org.jspecify.annotations.Nullable;

/**
 * What the configuration says about one name.
 *
 * @param name the key
 * @param value null when the key is absent or its value cannot be resolved
 * @param raw the value before its {@code ${...}} are replaced; null when the key is absent
 * @param source the name of the source that the value came from
 */
record Setting(String name, @Nullable String value, @Nullable String raw, @Nullable String source) {

    /** An empty value means absent; blanks count only in a password. */
    boolean isAbsent() {
        String text = value == null ? raw : value;
        return text == null || (isPassword() ? text.isEmpty() : text.isBlank());
    }

    /** There is a value, but what a {@code ${...}} in it refers to is not set. */
    boolean isUnresolved() {
        return value == null && !isAbsent();
    }

    /** The value without surrounding blanks, which count only in a password. */
    String text() {
        if (value == null) {
            throw new IllegalStateException(name + " has no value");
        }
        return isPassword() ? value : value.strip();
    }

    /** For a message: {@code key (from source)}. */
    String withSource() {
        return Redaction.printable(name) + from();
    }

    /** For a message: {@code key=value (from source)}, without the value when that is secret. */
    String withValue() {
        String text = value == null ? raw : value;
        if (text == null || (isSecret(text) && !isReference(text))) {
            return withSource();
        }
        return name + "=" + Redaction.printable(text) + from();
    }

    /** The name without its last part: what the keys of a group have in common. */
    String group() {
        return name.substring(0, name.lastIndexOf('.'));
    }

    private String from() {
        return " (from " + (source == null ? "an unnamed source" : source) + ")";
    }

    private boolean isPassword() {
        return name.endsWith("password");
    }

    /** A private key counts wherever it was put; an unresolved one may have only a part of it. */
    private boolean isSecret(String text) {
        boolean partOfKey = value == null && name.endsWith(".key");
        // a JWK may hold the private key, too
        boolean isJwk = name.equals(JwtKey.PUBLIC_KEY.key());
        return isPassword() || partOfKey || isJwk || PemMaterial.isIn(text);
    }

    /** An unresolved value that is one reference and nothing else holds nothing secret. */
    private boolean isReference(String text) {
        return value == null && text.matches("\\$\\{[A-Za-z0-9_.-]+}");
    }
}
