package io.postern.internal.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.postern.internal.config.KeyEntry;
import io.postern.internal.config.KeyStoreConfig;
import io.postern.internal.config.Secret;
import io.postern.internal.tls.PrivateDirectory.Workplace;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A self-signed certificate for localhost, kept in a directory of its own between starts and made
 * anew when it is about to expire or cannot be used. All starts that share the directory use the
 * same certificate, also when they happen at once.
 *
 * <p>Files: {@value #KEY_STORE}, PKCS12 with key and certificate; {@value #CERTIFICATE}, the
 * certificate alone in PEM for clients to trust; {@value #LOCK}.
 */
final class DevelopmentCertificate {

    static final String KEY_STORE = "localhost.p12";
    static final String CERTIFICATE = "localhost.crt";
    static final String LOCK = "localhost.lock";

    /** What is left of the old certificate's life when a new one is made. */
    static final Duration RENEWAL = Duration.ofDays(7);

    private static final String WORKPLACE = "localhost.new";
    private static final String CONFIGURATION_KEY = "wss.tls.self-signed";
    private static final String DIRECTORY_CURE =
            "see to it that this is a directory of the user who runs the server, writable for no"
                    + " one else (mode 700).";
    private static final Duration LOCK_LIMIT = Duration.ofSeconds(60);

    /** Clocks of clients in virtual machines may be behind. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);

    private final Path path;
    private final Clock clock;
    private final Keytool keytool;

    DevelopmentCertificate(Path directory, Clock clock) {
        this(directory, clock, Keytool.ofThisRuntime());
    }

    DevelopmentCertificate(Path directory, Clock clock, Keytool keytool) {
        this.path = directory.toAbsolutePath();
        this.clock = clock;
        this.keytool = keytool;
    }

    /** Finds or makes the certificate. Blocks, for a second or two when it has to be made. */
    TlsMaterial load() throws TlsMaterialException {
        try {
            PrivateDirectory directory = PrivateDirectory.open(path);
            try (DirectoryLock lock =
                    DirectoryLock.acquire(
                            path.resolve(LOCK), LOCK_LIMIT, directory.fileAttributes())) {
                Optional<TlsMaterial> kept = kept(directory);
                TlsMaterial material = kept.isPresent() ? kept.get() : make(directory);
                writeCertificate(directory, material.certificate());
                return withNotice(material, kept.isEmpty());
            }
        } catch (IOException e) {
            // The messages of file system exceptions hold the path alone.
            String reason = e instanceof FileSystemException ? e.toString() : e.getMessage();
            throw notMade(reason == null ? e.toString() : reason, DIRECTORY_CURE, e);
        }
    }

    private Optional<TlsMaterial> kept(PrivateDirectory directory) throws IOException {
        Path store = directory.resolve(KEY_STORE);
        if (!Files.exists(store, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        Optional<String> distrust = directory.distrust(store);
        if (distrust.isPresent()) {
            // Replaced, not repaired: a new mode does not take back a key that others have read.
            return discard(Printable.of(store) + " " + distrust.get());
        }
        try {
            TlsMaterial material = KeyStoreLoader.load(config(store), clock);
            Instant validUntil = validUntil(material);
            return clock.instant().plus(RENEWAL).isBefore(validUntil)
                    ? Optional.of(material)
                    : discard(Printable.of(store) + " expires on " + validUntil);
        } catch (TlsMaterialException e) {
            return discard(e.problem());
        }
    }

    private static Optional<TlsMaterial> discard(String reason) {
        TlsLog.LOG.developmentCertificateReplaced(reason);
        return Optional.empty();
    }

    private TlsMaterial make(PrivateDirectory directory) throws IOException, TlsMaterialException {
        try (Workplace workplace = directory.makeWorkplace(WORKPLACE)) {
            Path fresh = workplace.resolve(KEY_STORE);
            runKeytool(fresh);
            TlsMaterial material = KeyStoreLoader.load(config(fresh), clock);
            directory.publish(fresh, directory.resolve(KEY_STORE));
            return material;
        } catch (TlsMaterialException e) {
            throw notMade(e.problem(), makeByHand(), e);
        }
    }

    private void runKeytool(Path keyStore) throws TlsMaterialException {
        try {
            keytool.makeCertificate(keyStore, clock.instant().minus(CLOCK_TOLERANCE));
        } catch (IOException e) {
            throw new TlsMaterialException(String.valueOf(e.getMessage()), e);
        }
    }

    private void writeCertificate(PrivateDirectory directory, X509Certificate certificate)
            throws IOException {
        byte[] pem = pem(certificate);
        Path place = directory.resolve(CERTIFICATE);
        if (Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)
                && Arrays.equals(pem, Files.readAllBytes(place))) {
            return;
        }
        try (Workplace workplace = directory.makeWorkplace(WORKPLACE)) {
            directory.publish(Files.write(workplace.resolve(CERTIFICATE), pem), place);
        }
    }

    /** RFC 7468 section 5. */
    private static byte[] pem(X509Certificate certificate) throws IOException {
        try {
            Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
            String body = lines.encodeToString(certificate.getEncoded());
            return ("-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n")
                    .getBytes(US_ASCII);
        } catch (CertificateEncodingException e) {
            throw new IOException("the certificate cannot be encoded: " + e.getMessage(), e);
        }
    }

    private TlsMaterial withNotice(TlsMaterial material, boolean madeNow) {
        Path store = path.resolve(KEY_STORE);
        DevelopmentNotice notice =
                new DevelopmentNotice(
                        material.fingerprint(),
                        store,
                        path.resolve(CERTIFICATE),
                        validUntil(material),
                        madeNow);
        String source = "development certificate in " + Printable.of(store);
        return new TlsMaterial(material.key(), material.chain(), source, Optional.of(notice));
    }

    private static Instant validUntil(TlsMaterial material) {
        return material.certificate().getNotAfter().toInstant();
    }

    private static KeyStoreConfig config(Path store) {
        return KeyStoreConfig.pkcs12(
                store,
                Secret.of(Keytool.STORE_PASSWORD),
                new KeyEntry(Optional.of(Keytool.ALIAS), Optional.empty()),
                CONFIGURATION_KEY);
    }

    private TlsMaterialException notMade(String reason, String cure, Exception cause) {
        String end = reason.endsWith(".") ? "" : ".";
        return new TlsMaterialException(
                "No development certificate ("
                        + CONFIGURATION_KEY
                        + "=true) can be had in "
                        + Printable.quoted(path)
                        + ": "
                        + Printable.of(reason)
                        + end,
                "Configure a key store with wss.tls.key-store.p12.path instead, or " + cure,
                cause);
    }

    private String makeByHand() {
        return "make the certificate by hand, as the user who runs the server: "
                + Printable.of(Keytool.byHand(path.resolve(KEY_STORE)));
    }
}
