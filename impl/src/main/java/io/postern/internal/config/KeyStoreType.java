package io.postern.internal.config;

import java.util.Optional;

/**
 * A kind of key store.
 *
 * @param name as {@link java.security.KeyStore#getInstance(String)} takes it, in any case
 * @param provider the name of the security provider; the first one that has the type when empty
 */
public record KeyStoreType(String name, Optional<String> provider) {

    /** Key store files of RFC 7292. */
    public static final KeyStoreType PKCS12 = new KeyStoreType("PKCS12", Optional.empty());

    /** Key store files of the older format of Java. */
    public static final KeyStoreType JKS = new KeyStoreType("JKS", Optional.empty());

    public KeyStoreType {
        if (name.isBlank() || provider.filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException("type and provider must not be blank");
        }
    }
}
