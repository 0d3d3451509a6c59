package io.postern.internal.tls;

import io.postern.internal.config.TrustSource;
import java.util.List;

/** What can be wrong with a trust store, in the words that its owner reads. */
record TrustStoreProblems(TrustSource.InKeyStore config) implements StoreFileProblems {

    private static final String IMPORT =
            "keytool -importcert -alias NAME -file CERTIFICATE.pem -storetype PKCS12 -keystore"
                    + " NEW.p12";

    @Override
    public String kind() {
        return "Trust store";
    }

    @Override
    public String subject() {
        return kind() + " " + FileProblems.location(config.path());
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
}
