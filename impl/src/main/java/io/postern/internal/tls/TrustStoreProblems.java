package io.postern.internal.tls;

import io.postern.internal.config.TrustSource;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a trust store, in the words that its owner reads. */
record TrustStoreProblems(TrustSource.InKeyStore config) implements StoreFileProblems {

    private static final String IMPORT =
            "keytool -importcert -alias NAME -file CERTIFICATE.pem -storetype PKCS12 -keystore"
                    + " NEW.p12";

    @Override
    public FileProblems file(Path path) {
        return new FileProblems("Trust store", type(), path, key("path"));
    }

    @Override
    public TlsMaterialException truncated(long announced, int present) {
        return store(
                "is cut off: it announces " + announced + " bytes and has " + present + ".",
                "Write the file that " + key("path") + " names again.");
    }

    @Override
    public TlsMaterialException keytoolFormat(String format) {
        String convert =
                "onvert it with: keytool -importkeystore -srcstoretype "
                        + format
                        + " -srckeystore OLD -deststoretype PKCS12 -destkeystore NEW.p12; then name"
                        + " the new file in "
                        + sibling("p12.path")
                        + ".";
        return store(
                "has the format " + format + ", not " + type() + ".",
                format.equals("JKS")
                        ? "Name it in "
                                + sibling("jks.path")
                                + " and its password in "
                                + sibling("jks.password")
                                + "; or c"
                                + convert
                        : "C" + convert);
    }

    @Override
    public TlsMaterialException isPkcs12() {
        return store(
                "has the format PKCS12, not JKS.",
                "Name it in "
                        + sibling("p12.path")
                        + " and its password in "
                        + sibling("p12.password")
                        + ".");
    }

    @Override
    public TlsMaterialException pemFormat() {
        return store(
                "is a PEM text file, not " + type() + ".",
                "Name it in " + sibling("pem.certs") + ".");
    }

    @Override
    public TlsMaterialException otherFormat() {
        return store(
                "is not a " + type() + " key store.",
                "Name a " + type() + " file in " + key("path") + ".");
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
                        + " again with keytool, or correct "
                        + key("path")
                        + ".",
                cause);
    }

    /** A PKCS12 file may have certificates that Java does not take for trusted. */
    TlsMaterialException noCertificate(List<String> entries) {
        String openssl =
                config.type().name().equals("PKCS12")
                        ? " Certificates that openssl writes into such a file do not count, as they"
                                + " lack the attribute with which Java marks trusted ones."
                        : "";
        return store(
                "has no trusted certificate. Its entries: "
                        + Printable.list(entries)
                        + "."
                        + openssl,
                "Add each authority's certificate with: "
                        + IMPORT
                        + "; then name that file in "
                        + sibling("p12.path")
                        + ".");
    }

    TlsMaterialException notX509(String alias) {
        return store(
                "has an entry "
                        + Printable.quoted(alias)
                        + " with a certificate that is not of the kind X.509.",
                "Remove it with: keytool -delete -alias ALIAS -keystore FILE.");
    }

    /** For log lines. */
    String place() {
        return Printable.of(config.path());
    }

    private TlsMaterialException store(String problem, String cure) {
        return store(problem, cure, null);
    }

    private TlsMaterialException store(String problem, String cure, @Nullable Throwable cause) {
        String subject = "Trust store " + FileProblems.location(config.path());
        return new TlsMaterialException(subject + " " + problem, cure, cause);
    }

    private String type() {
        return config.type().name();
    }

    private String key(String name) {
        return config.keyPrefix() + "." + name;
    }

    /** A key of another group beside this one. */
    private String sibling(String name) {
        String prefix = config.keyPrefix();
        return prefix.substring(0, prefix.lastIndexOf('.') + 1) + name;
    }
}
