package io.postern.internal.tls;

import io.postern.internal.config.KeyStoreConfig;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a key store, in the words that its owner reads. */
record KeyStoreProblems(KeyStoreConfig config) {

    TlsMaterialException notAFile(String whatItIs) {
        return store("is " + whatItIs + ".", "Name a PKCS12 file in " + key("path") + ".");
    }

    TlsMaterialException unreadable(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            boolean link = Files.isSymbolicLink(config.path());
            return store(
                    link ? "is a symbolic link to a file that does not exist." : "does not exist.",
                    "Put the PKCS12 file there, or correct " + key("path") + ".");
        }
        if (cause instanceof AccessDeniedException) {
            String user = Printable.quoted(System.getProperty("user.name", "unknown"));
            return store(
                    "may not be read by the user " + user + ", who runs the server.",
                    "Let that user read it and no other, or correct " + key("path") + ".",
                    cause);
        }
        return store(
                "cannot be read: " + Printable.of(cause) + ".",
                "Put a readable PKCS12 file there, or correct " + key("path") + ".",
                cause);
    }

    TlsMaterialException empty() {
        return store("is empty.", "Write the PKCS12 file again, or correct " + key("path") + ".");
    }

    TlsMaterialException tooLarge(int limit) {
        return store(
                "is larger than " + limit + " bytes, too large for a key store.",
                "Name a PKCS12 file in " + key("path") + ".");
    }

    TlsMaterialException truncated(long announced, int present) {
        return store(
                "is cut off: it announces " + announced + " bytes and has " + present + ".",
                "Write the file that " + key("path") + " names again.");
    }

    TlsMaterialException keytoolFormat(String format) {
        return store(
                "has the format " + format + ", not PKCS12.",
                "Convert it with: keytool -importkeystore -srcstoretype "
                        + format
                        + " -srckeystore OLD -deststoretype PKCS12 -destkeystore NEW.p12; then name"
                        + " the new file in "
                        + key("path")
                        + ".");
    }

    TlsMaterialException pemFormat() {
        return store(
                "is a PEM text file, not PKCS12.",
                "Convert it with: openssl pkcs12 -export -in CERTIFICATES.pem -inkey KEY.pem -out"
                        + " NEW.p12; then name the new file in "
                        + key("path")
                        + ".");
    }

    TlsMaterialException notPkcs12() {
        return store("is not a PKCS12 key store.", "Name a PKCS12 file in " + key("path") + ".");
    }

    TlsMaterialException wrongPassword(Throwable cause) {
        return store(
                "cannot be opened: the password is wrong, or the file is damaged.",
                "Correct " + key("password") + ", or write the file again.",
                cause);
    }

    TlsMaterialException damaged(Throwable cause) {
        return store(
                "cannot be understood: " + Printable.of(cause) + ".",
                "The file is damaged or uses what this Java runtime does not support; write it"
                        + " again with keytool or openssl, or correct "
                        + key("path")
                        + ".",
                cause);
    }

    TlsMaterialException noPrivateKey(List<String> aliases) {
        return store(
                "has no private key. Its entries: " + Printable.list(aliases) + ".",
                "Name a store with the listener's key and certificate in " + key("path") + ".");
    }

    TlsMaterialException aliasAbsent(String alias, List<String> aliases) {
        return store(
                "has no entry "
                        + Printable.quoted(alias)
                        + ". Its entries: "
                        + Printable.list(aliases)
                        + ".",
                "Correct " + key("alias") + ".");
    }

    TlsMaterialException notAPrivateKey(String alias, List<String> keys) {
        return entry(
                alias,
                "is not a private key. Private keys in it: " + Printable.list(keys) + ".",
                "Correct " + key("alias") + ".",
                null);
    }

    TlsMaterialException ambiguous(List<String> keys) {
        return store(
                "has several private keys: " + Printable.list(keys) + ".",
                "Say which one with " + key("alias") + ".");
    }

    TlsMaterialException lockedKey(String alias, Throwable cause) {
        boolean own = config.aliasPassword().isPresent();
        return entry(
                alias,
                own
                        ? "cannot be opened with the password configured for the entry."
                        : "cannot be opened with the store's password.",
                own
                        ? "Correct " + key("alias-password") + "; without it the store's counts."
                        : "Set " + key("alias-password") + ".",
                cause);
    }

    TlsMaterialException noCertificate(String alias) {
        return entry(
                alias,
                "has a private key and no certificate.",
                "Store both together in the file that " + key("path") + " names.",
                null);
    }

    TlsMaterialException unfit(String alias, Defect defect) {
        return entry(
                alias,
                defect.problem() + ".",
                defect.cure() + ", and replace the file that " + key("path") + " names.",
                null);
    }

    private TlsMaterialException entry(
            String alias, String problem, String cure, @Nullable Throwable cause) {
        String entry = ", entry " + Printable.quoted(alias) + ", ";
        return new TlsMaterialException("Key store " + location() + entry + problem, cure, cause);
    }

    private TlsMaterialException store(String problem, String cure) {
        return store(problem, cure, null);
    }

    private TlsMaterialException store(String problem, String cure, @Nullable Throwable cause) {
        return new TlsMaterialException("Key store " + location() + " " + problem, cure, cause);
    }

    private String location() {
        Path path = config.path();
        return path.isAbsolute()
                ? Printable.quoted(path)
                : Printable.quoted(path)
                        + " (that is, "
                        + Printable.of(path.toAbsolutePath())
                        + ")";
    }

    private String key(String name) {
        return config.keyPrefix() + "." + name;
    }
}
