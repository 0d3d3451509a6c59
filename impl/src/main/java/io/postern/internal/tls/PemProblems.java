package io.postern.internal.tls;

import io.postern.internal.config.PemLocation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be wrong with PEM text, in the words that its owner reads; never with a part of it.
 *
 * @param location where the text is
 * @param keyPrefix the configuration keys' common prefix
 * @param name {@code cert} or {@code key}; {@code certs} for those that are trusted
 */
record PemProblems(PemLocation location, String keyPrefix, String name) {

    private static final String TO_PKCS8 =
            "Convert it with: openssl pkcs8 -topk8 -v2 aes-256-cbc -in OLD.pem -out NEW.pem; set ";

    FileProblems file(Path path) {
        return new FileProblems("PEM file", "PEM", path, key());
    }

    TlsMaterialException noResource() {
        return problem("is not in the application.", "Add it, or correct " + key() + ".", null);
    }

    TlsMaterialException unreadable(IOException cause) {
        String what = "cannot be read: " + Printable.of(cause) + ".";
        return problem(what, "Write it again, or correct " + key() + ".", cause);
    }

    TlsMaterialException cutOff() {
        return problem(
                "is cut off: a line -----BEGIN has no -----END with the same label.",
                "Write it again; a value of several lines needs each of them.",
                null);
    }

    TlsMaterialException binary() {
        String der =
                name.equals("key")
                        ? "openssl pkey -inform DER -in OLD -out NEW.pem"
                        : "openssl x509 -inform DER -in OLD -out NEW.pem";
        return problem(
                "is binary (DER, or a key store), not PEM.",
                "Convert DER with: "
                        + der
                        + "; name a key store with "
                        + keyPrefix.substring(0, keyPrefix.lastIndexOf('.'))
                        + ".p12.path.",
                null);
    }

    TlsMaterialException noPem() {
        return problem(
                "has no line that begins with -----BEGIN, and so is not PEM.",
                "Name a PEM text in " + key() + ".",
                null);
    }

    TlsMaterialException noCertificate(List<PemBlock> blocks) {
        boolean swapped = blocks.stream().anyMatch(PemBlock::isPrivateKey);
        return problem(
                (swapped ? "has a private key and no certificate" : "has no certificate")
                        + labels(blocks),
                swapped && name.equals("cert") ? swap() : "Name the certificates in " + key() + ".",
                null);
    }

    TlsMaterialException noPrivateKey(List<PemBlock> blocks) {
        boolean swapped = blocks.stream().anyMatch(PemBlock::isCertificate);
        return problem(
                (swapped ? "has a certificate and no private key" : "has no private key")
                        + labels(blocks),
                swapped
                        ? swap() + " If it is the right file, put the private key there."
                        : "Name the private key in " + key() + ".",
                null);
    }

    TlsMaterialException severalKeys(List<PemBlock> keys) {
        return problem(
                "has " + keys.size() + " private keys" + labels(keys),
                "Leave the one that belongs to the certificate.",
                null);
    }

    TlsMaterialException unfit(Defect defect, String keyPlace) {
        return new TlsMaterialException(
                subject() + ", with the key in " + keyPlace + ", " + defect.problem() + ".",
                defect.cure() + ", and correct what " + key() + " or " + other() + " names.");
    }

    TlsMaterialException badCertificate(int number, int count, @Nullable Throwable cause) {
        return problem(
                "cannot be understood: certificate " + number + " of " + count + " is damaged.",
                "Write it again.",
                cause);
    }

    TlsMaterialException badKey(String label, @Nullable Throwable cause) {
        return problem(
                "has a block '"
                        + label
                        + "' that cannot be understood: it is damaged, or of an"
                        + " algorithm other than RSA, RSASSA-PSS, EC, Ed25519 and Ed448.",
                "Write it again, or make another key and have it certified.",
                cause);
    }

    TlsMaterialException oldEncryption() {
        return problem(
                "is encrypted in the old way of OpenSSL, without PKCS#8.",
                TO_PKCS8 + password() + " to the password that you give to it.",
                null);
    }

    TlsMaterialException unsupportedEncryption(@Nullable Throwable cause) {
        return problem(
                "is damaged, or encrypted in a way that this Java runtime does not support.",
                TO_PKCS8 + password() + " to the password that you give to it.",
                cause);
    }

    TlsMaterialException openSsh() {
        return problem(
                "has a private key in the format of OpenSSH.",
                "Convert a copy of it with: ssh-keygen -p -m PKCS8 -f COPY.",
                null);
    }

    TlsMaterialException noPassword() {
        return problem("is encrypted.", "Set " + password() + " to its password.", null);
    }

    TlsMaterialException needlessPassword() {
        return problem(
                "is not encrypted, and " + password() + " is set.",
                "Remove that, or encrypt the key with: openssl pkcs8 -topk8 -v2 aes-256-cbc.",
                null);
    }

    TlsMaterialException wrongPassword(Throwable cause) {
        return problem(
                "cannot be opened: the password is wrong, or the text is damaged.",
                "Correct " + password() + ".",
                cause);
    }

    TlsMaterialException unusablePassword(Throwable cause) {
        return problem(
                "cannot be opened: this Java runtime takes only passwords of ASCII characters.",
                "Encrypt it with such a password and set " + password() + ".",
                cause);
    }

    /** The place, for log lines; inline text is named by its key. */
    String place() {
        if (location instanceof PemLocation.InFile file) {
            return Printable.of(file.path());
        }
        return location instanceof PemLocation.InClassPath resource
                ? "classpath:" + Printable.of(resource.name())
                : "the value of " + key();
    }

    private TlsMaterialException problem(String problem, String cure, @Nullable Throwable cause) {
        return new TlsMaterialException(subject() + " " + problem, cure, cause);
    }

    private String subject() {
        if (location instanceof PemLocation.InFile file) {
            return "PEM file " + FileProblems.location(file.path());
        }
        return location instanceof PemLocation.InClassPath
                ? "PEM resource " + Printable.quoted(place())
                : "The PEM text in " + key();
    }

    private static String labels(List<PemBlock> blocks) {
        return ". Its blocks: "
                + Printable.list(blocks.stream().map(PemBlock::label).toList())
                + ".";
    }

    private String swap() {
        return "Look whether " + key() + " and " + other() + " are exchanged.";
    }

    private String key() {
        return keyPrefix + "." + name;
    }

    private String other() {
        return keyPrefix + (name.equals("cert") ? ".key" : ".cert");
    }

    private String password() {
        return keyPrefix + ".password";
    }
}
