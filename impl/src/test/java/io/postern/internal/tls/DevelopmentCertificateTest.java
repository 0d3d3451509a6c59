package io.postern.internal.tls;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.internal.config.SelfSigned;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DevelopmentCertificateTest {

    private static final Instant NOW = Instant.parse("2030-05-17T12:00:00Z");
    private static final Instant EXPIRY = Instant.parse("2031-05-17T11:00:00Z");

    @RegisterExtension final LoggedLines log = new LoggedLines();
    @TempDir static Path earlier;
    @TempDir Path parent;
    private Path directory;

    /** One run of keytool for the many tests that begin with a certificate already there. */
    @BeforeAll
    static void make_a_certificate_in_an_earlier_start() throws Exception {
        new DevelopmentCertificate(earlier, at(NOW)).load();
    }

    @BeforeEach
    void name_the_directory() {
        directory = parent.resolve("development");
    }

    @Test
    void it_is_made_for_localhost_on_p256_and_no_authority() throws Exception {
        X509Certificate certificate = loadExisting().certificate();

        assertThat(certificate.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(
                        List.of(2, "localhost"),
                        List.of(7, "127.0.0.1"),
                        List.of(7, "0:0:0:0:0:0:0:1"));
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        ECPublicKey key = (ECPublicKey) certificate.getPublicKey();
        assertThat(key.getParams().toString()).contains("secp256r1");
        assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withECDSA");
    }

    @Test
    void it_is_valid_for_365_days_by_the_injected_clock() throws Exception {
        X509Certificate certificate = loadExisting().certificate();

        assertThat(certificate.getNotBefore().toInstant())
                .isEqualTo(NOW.minus(Duration.ofHours(1)));
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(EXPIRY);
    }

    @Test
    void the_next_start_uses_the_same_one() throws Exception {
        TlsMaterial first = load(NOW);
        TlsMaterial second = load(EXPIRY.minus(Duration.ofDays(8)));

        assertThat(second.certificate()).isEqualTo(first.certificate());
        assertThat(second.key()).isEqualTo(first.key());
        assertThat(first.development()).get().matches(DevelopmentNotice::madeNow);
        assertThat(second.development()).get().matches(notice -> !notice.madeNow());
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void it_is_made_anew_in_the_last_seven_days_of_its_life() throws Exception {
        TlsMaterial first = loadExisting();
        Instant late = EXPIRY.minus(Duration.ofDays(7));
        TlsMaterial second = load(late);

        assertThat(second.fingerprint()).isNotEqualTo(first.fingerprint());
        assertThat(second.certificate().getNotAfter().toInstant())
                .isEqualTo(late.plus(Duration.ofDays(365)).minus(Duration.ofHours(1)));
        assertReplacedBecause("expires on " + EXPIRY);
        assertThat(publishedCertificate()).isEqualTo(second.certificate());
    }

    @Test
    void it_is_made_anew_after_its_life_and_before_its_birth() throws Exception {
        TlsMaterial first = loadExisting();
        TlsMaterial second = load(EXPIRY.plusSeconds(1));
        assertReplacedBecause("expired on " + EXPIRY);
        TlsMaterial third = load(NOW);
        assertReplacedBecause("is not valid before ");

        assertThat(Stream.of(first, second, third).map(TlsMaterial::fingerprint))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"'', is empty.", "corrupt, is not a PKCS12 key store."})
    void a_corrupt_file_is_replaced_and_the_log_says_why(String content, String reason)
            throws Exception {
        TlsMaterial first = loadExisting();
        Files.writeString(store(), content);

        TlsMaterial second = load(NOW);

        assertThat(second.fingerprint()).isNotEqualTo(first.fingerprint());
        assertReplacedBecause("'" + store() + "' " + reason);
        assertThat(load(NOW).fingerprint()).isEqualTo(second.fingerprint());
    }

    @Test
    void the_certificate_lies_beside_it_in_pem_and_is_restored() throws Exception {
        TlsMaterial material = loadExisting();
        assertThat(publishedCertificate()).isEqualTo(material.certificate());
        assertThat(Files.readString(directory.resolve("localhost.crt")))
                .startsWith("-----BEGIN CERTIFICATE-----\n")
                .endsWith("\n-----END CERTIFICATE-----\n");

        Files.writeString(directory.resolve("localhost.crt"), "another");
        load(NOW);
        assertThat(publishedCertificate()).isEqualTo(material.certificate());

        Files.delete(directory.resolve("localhost.crt"));
        load(NOW);
        assertThat(publishedCertificate()).isEqualTo(material.certificate());
    }

    @Test
    void nothing_unfinished_is_left_behind() throws Exception {
        Files.createDirectories(directory.resolve("localhost.new"));
        Files.writeString(directory.resolve("localhost.new").resolve("localhost.p12"), "crashed");

        load(NOW);

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("localhost.p12", "localhost.crt", "localhost.lock");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void directory_and_files_are_private() throws Exception {
        load(NOW);

        assertThat(Files.getPosixFilePermissions(directory)).isEqualTo(fromString("rwx------"));
        for (String name : Set.of("localhost.p12", "localhost.crt", "localhost.lock")) {
            assertThat(Files.getPosixFilePermissions(directory.resolve(name)))
                    .isEqualTo(fromString("rw-------"));
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_key_that_others_could_read_is_replaced() throws Exception {
        TlsMaterial first = loadExisting();
        Files.setPosixFilePermissions(store(), fromString("rw-r-----"));

        TlsMaterial second = load(NOW);

        assertThat(second.fingerprint()).isNotEqualTo(first.fingerprint());
        assertReplacedBecause("can be used by others: rw-r-----");
        assertThat(Files.getPosixFilePermissions(store())).isEqualTo(fromString("rw-------"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_link_is_replaced_and_its_target_left_alone() throws Exception {
        TlsMaterial first = loadExisting();
        Path elsewhere = Files.move(store(), parent.resolve("elsewhere.p12"));
        byte[] before = Files.readAllBytes(elsewhere);
        Files.createSymbolicLink(store(), elsewhere);

        TlsMaterial second = load(NOW);

        assertThat(second.fingerprint()).isNotEqualTo(first.fingerprint());
        assertReplacedBecause("is a symbolic link");
        assertThat(store()).isRegularFile();
        assertThat(Files.isSymbolicLink(store())).isFalse();
        assertThat(elsewhere).hasBinaryContent(before);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_directory_into_which_others_can_write_is_refused() throws Exception {
        Files.createDirectory(directory);
        Files.setPosixFilePermissions(directory, fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> load(NOW))
                .isInstanceOf(TlsMaterialException.class)
                .hasMessageStartingWith(
                        "No development certificate (wss.tls.self-signed=true) can be had in '"
                                + directory
                                + "': others can put files into "
                                + directory
                                + ", its mode is rwxrwxrwx.")
                .hasMessageContaining("writable for no one else (mode 700)");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void a_file_in_the_directory_s_place_is_refused() throws Exception {
        Files.writeString(directory, "a file");

        assertThatThrownBy(() -> load(NOW))
                .isInstanceOf(TlsMaterialException.class)
                .hasMessageContaining("NotDirectoryException: " + directory)
                .hasMessageContaining("wss.tls.key-store.p12.path");
    }

    @Test
    void the_fingerprint_is_the_one_that_browsers_show() throws Exception {
        TlsMaterial material = loadExisting();

        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(publishedCertificate().getEncoded());
        assertThat(material.fingerprint())
                .matches("([0-9A-F]{2}:){31}[0-9A-F]{2}")
                .isEqualTo(HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest));
    }

    @Test
    void the_notice_warns_and_tells_fingerprint_files_and_how_to_trust_it() throws Exception {
        TlsMaterial material = load(NOW);
        material.development().orElseThrow().log();

        assertThat(log.lines()).hasSize(3);
        assertThat(log.lines().get(0))
                .startsWith("WARN POSTERN3001: A development certificate is in use")
                .endsWith(material.fingerprint());
        assertThat(log.lines().get(1))
                .startsWith("INFO POSTERN3002: ")
                .contains(directory.resolve("localhost.crt").toString(), store().toString())
                .contains("made just now", EXPIRY.toString());
        assertThat(log.lines().get(2)).startsWith("INFO POSTERN3003: ").contains("curl --cacert");
    }

    @Test
    void the_public_door_leads_to_it() throws Exception {
        TlsMaterial material = TlsMaterialSource.load(new SelfSigned(directory), at(NOW)).get(0);

        assertThat(material.development()).isPresent();
        assertThat(material.source()).isEqualTo("development certificate in " + store());
    }

    private TlsMaterial loadExisting() throws Exception {
        PrivateDirectory.open(directory);
        for (String name : List.of("localhost.p12", "localhost.crt")) {
            Files.copy(earlier.resolve(name), directory.resolve(name), COPY_ATTRIBUTES);
        }
        return load(NOW);
    }

    private TlsMaterial load(Instant now) throws TlsMaterialException {
        return new DevelopmentCertificate(directory, at(now)).load();
    }

    private static Clock at(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private Path store() {
        return directory.resolve("localhost.p12");
    }

    private X509Certificate publishedCertificate() throws Exception {
        try (InputStream in = Files.newInputStream(directory.resolve("localhost.crt"))) {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            return (X509Certificate) factory.generateCertificate(in);
        }
    }

    private void assertReplacedBecause(String reason) {
        assertThat(log.lines())
                .last()
                .asString()
                .startsWith("WARN POSTERN3004: ")
                .contains(store().toString(), reason);
    }
}
