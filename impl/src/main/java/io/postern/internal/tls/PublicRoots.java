package io.postern.internal.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The authorities that the Java runtime trusts for servers of the whole internet. */
final class PublicRoots {

    /** The password that the JDK's own file has. */
    private static final String PASSWORD = "changeit";

    private PublicRoots() {}

    static Path file() {
        return Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
    }

    /** Whether all of them are among {@code trusted}; never where {@code file} cannot be read. */
    static boolean areIn(Collection<? extends Certificate> trusted, Path file) {
        Set<Certificate> roots = read(file);
        return !roots.isEmpty() && new HashSet<Certificate>(trusted).containsAll(roots);
    }

    /** None where the file cannot be read. */
    static Set<Certificate> read(Path file) {
        Set<Certificate> roots = read(file, null);
        return roots.isEmpty() ? read(file, PASSWORD.toCharArray()) : roots;
    }

    private static Set<Certificate> read(Path file, char @Nullable [] password) {
        Set<Certificate> roots = new HashSet<>();
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("JKS");
            store.load(in, password);
            for (String alias : Collections.list(store.aliases())) {
                roots.add(store.getCertificate(alias));
            }
            return roots;
        } catch (IOException | GeneralSecurityException e) {
            return Set.of();
        }
    }
}
