package io.postern.internal.tls;

import io.postern.internal.config.KeyStoreConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a key store, in the words that its owner reads. */
record KeyStoreProblems(KeyStoreConfig config) implements StoreFileProblems {

    @Override
    public String kind() {
        return "Key store";
    }

    @Override
    public String subject() {
        return kind()
                + " "
                + config.path()
                        .map(FileProblems::location)
                        .orElseGet(() -> "of type " + Printable.quoted(type()));
    }

    @Override
    public String type() {
        return config.type().name();
    }

    @Override
    public String keyPrefix() {
        return config.keyPrefix();
    }

    @Override
    public TlsMaterialException keytoolFormat(String format) {
        boolean jks = format.equals("JKS");
        String keys =
                jks
                        ? sibling("jks.path") + " and the other keys of that group"
                        : sibling("other.path") + ", with " + sibling("other.type") + "=" + format;
        return store(
                "has the format " + format + ", not " + type() + ".",
                "Name it in "
                        + keys
                        + "; or convert it with: keytool -importkeystore -srcstoretype "
                        + format
                        + " -srckeystore OLD -deststoretype PKCS12 -destkeystore NEW.p12; then name"
                        + " the new file in "
                        + sibling("p12.path")
                        + ".");
    }

    @Override
    public TlsMaterialException isPkcs12() {
        return store(
                "has the format PKCS12, not JKS.",
                "Name it in " + sibling("p12.path") + " and the other keys of that group.");
    }

    @Override
    public TlsMaterialException pemFormat() {
        return store(
                "is a PEM text file, not " + type() + ".",
                "Name it in "
                        + sibling("pem.cert")
                        + " and its private key in "
                        + sibling("pem.key")
                        + "; or convert both with: openssl pkcs12 -export -in CERTIFICATES.pem"
                        + " -inkey KEY.pem -out NEW.p12; then name the new file in "
                        + sibling("p12.path")
                        + ".");
    }

    TlsMaterialException unknownType(List<String> types, @Nullable Throwable cause) {
        String of = config.type().provider().map(p -> " of " + Printable.quoted(p)).orElse("");
        return new TlsMaterialException(
                "The key store type "
                        + Printable.quoted(type())
                        + of
                        + " is not known here. Types"
                        + of
                        + ": "
                        + Printable.list(types)
                        + ".",
                "Correct "
                        + key("type")
                        + ", or add the security provider that has this type to the Java runtime.",
                cause);
    }

    TlsMaterialException unknownProvider(String name, List<String> providers) {
        return new TlsMaterialException(
                "The security provider "
                        + Printable.quoted(name)
                        + " is not installed here. Installed: "
                        + Printable.list(providers)
                        + ".",
                "Correct " + key("provider") + ", or add it to the Java runtime.");
    }

    TlsMaterialException wrongPassword(Throwable cause) {
        return store(
                config.password().isEmpty()
                        ? "cannot be opened without a password."
                        : "cannot be opened: the password is wrong"
                                + (isFile() ? ", or the file is damaged." : "."),
                config.password().isEmpty()
                        ? "Set " + key("password") + "."
                        : "Correct "
                                + key("password")
                                + (isFile() ? ", or write the file again." : "."),
                cause);
    }

    TlsMaterialException damaged(Throwable cause) {
        return store(
                "cannot be understood: " + Printable.of(cause) + ".",
                isFile()
                        ? "The file is damaged or uses what this Java runtime does not support;"
                                + " write it again with keytool or openssl, or correct "
                                + key("path")
                                + "."
                        : "Look whether "
                                + key("password")
                                + " is missing and whether its security provider is set up.",
                cause);
    }

    TlsMaterialException noPrivateKey(List<String> aliases) {
        return store(
                "has no private key. Its entries: " + Printable.list(aliases) + ".",
                isFile()
                        ? "Name a store with the listener's key and certificate in "
                                + key("path")
                                + "."
                        : "Put the listener's key and certificate there; a store that is a file"
                                + " needs "
                                + key("path")
                                + ".");
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
        if (config.entry().password().isPresent()) {
            return entry(
                    alias,
                    "cannot be opened with the password configured for the entry.",
                    "Correct " + key("alias-password") + "; without it the store's counts.",
                    cause);
        }
        boolean none = config.password().isEmpty();
        return entry(
                alias,
                "cannot be opened " + (none ? "without a" : "with the store's") + " password.",
                "Set " + key(none ? "password" : "alias-password") + ".",
                cause);
    }

    TlsMaterialException noCertificate(String alias) {
        return entry(
                alias,
                "has a private key and no certificate.",
                "Store both together in " + place() + ".",
                null);
    }

    TlsMaterialException unfit(String alias, Defect defect) {
        return entry(
                alias,
                defect.problem() + ".",
                defect.cure() + ", and replace " + place() + ".",
                null);
    }

    private TlsMaterialException entry(
            String alias, String problem, String cure, @Nullable Throwable cause) {
        String entry = ", entry " + Printable.quoted(alias) + ", ";
        return new TlsMaterialException(subject() + entry + problem, cure, cause);
    }

    private String place() {
        return isFile() ? "the file that " + key("path") + " names" : "the entry of the key store";
    }

    private boolean isFile() {
        return config.path().isPresent();
    }
}
