package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.config.KeyEntry;
import io.postern.internal.config.KeyStoreConfig;
import io.postern.internal.config.KeyStoreType;
import io.postern.internal.config.PemConfig;
import io.postern.internal.config.PemLocation;
import io.postern.internal.config.Revocation;
import io.postern.internal.config.Secret;
import io.postern.internal.config.SelfSigned;
import io.postern.internal.config.TlsConfig;
import io.postern.internal.config.TrustSource;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentHashTest {

    private static final Secret PASSWORD = Secret.of("canary");

    @TempDir Path directory;
    private Path lists;
    private TlsConfig everything;

    @BeforeEach
    void configure_one_file_of_each_kind() throws Exception {
        lists = Files.createDirectory(directory.resolve("lists"));
        for (String name : new String[] {"tls.p12", "tls.crt", "tls.key", "ca.crt"}) {
            write(name, "content of " + name);
        }
        write("lists/one.crl", "content of lists/one.crl");
        everything =
                ReloadConfigs.trusting(
                        new TrustSource.InPem(inFile("ca.crt"), "wss.tls.trust-store.pem"),
                        new Revocation.Crl(lists),
                        keyStore("tls.p12"),
                        PemFiles.config(
                                directory.resolve("tls.crt"), directory.resolve("tls.key"), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls.p12", "tls.crt", "tls.key", "ca.crt", "lists/one.crl"})
    void each_file_counts_with_its_content_and_its_absence(String name) throws Exception {
        ContentHash before = ContentHash.of(everything);
        write(name, "Content of " + name);
        ContentHash changed = ContentHash.of(everything);
        Files.delete(directory.resolve(name));
        ContentHash missing = ContentHash.of(everything);
        write(name, "");
        ContentHash empty = ContentHash.of(everything);
        assertThat(before).isNotIn(changed, missing, empty);
        assertThat(changed).isNotIn(missing, empty);
        assertThat(missing).isNotEqualTo(empty);
        write(name, "content of " + name);
        assertThat(ContentHash.of(everything)).isEqualTo(before).hasSameHashCodeAs(before);
    }

    @Test
    void a_trust_store_in_a_key_store_counts() throws Exception {
        TlsConfig config =
                ReloadConfigs.trusting(
                        new TrustSource.InKeyStore(
                                KeyStoreType.PKCS12, directory.resolve("trust.p12"), PASSWORD, "x"),
                        new Revocation.None(),
                        keyStore("tls.p12"));
        ContentHash missing = ContentHash.of(config);
        write("trust.p12", "trust");
        assertThat(ContentHash.of(config)).isNotEqualTo(missing);
    }

    @Test
    void files_that_exchange_their_content_are_noticed() throws Exception {
        ContentHash before = ContentHash.of(everything);
        write("tls.crt", "content of tls.key");
        write("tls.key", "content of tls.crt");
        assertThat(ContentHash.of(everything)).isNotEqualTo(before);
    }

    @Test
    void the_time_of_a_file_does_not_count() throws Exception {
        ContentHash before = ContentHash.of(everything);
        Files.setLastModifiedTime(
                directory.resolve("tls.p12"), FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
        assertThat(ContentHash.of(everything)).isEqualTo(before);
    }

    @Test
    void a_new_an_absent_and_a_renamed_list_count() throws Exception {
        ContentHash one = ContentHash.of(everything);
        Files.move(lists.resolve("one.crl"), lists.resolve("two.crl"));
        ContentHash renamed = ContentHash.of(everything);
        write("lists/three.crl", "more");
        assertThat(ContentHash.of(everything)).isNotIn(one, renamed);
        assertThat(renamed).isNotEqualTo(one);
    }

    @Test
    void revocation_lists_may_be_one_file_and_what_lies_deeper_is_not_read() throws Exception {
        ContentHash before = ContentHash.of(everything);
        Files.createDirectory(lists.resolve("deeper"));
        ContentHash with = ContentHash.of(everything);
        write("lists/deeper/x.crl", "x");
        assertThat(ContentHash.of(everything)).isEqualTo(with).isNotEqualTo(before);

        TlsConfig single =
                ReloadConfigs.trusting(
                        new TrustSource.InPem(inFile("ca.crt"), "x"),
                        new Revocation.Crl(lists.resolve("one.crl")),
                        keyStore("tls.p12"));
        ContentHash first = ContentHash.of(single);
        write("lists/one.crl", "another");
        assertThat(ContentHash.of(single)).isNotEqualTo(first);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void links_are_followed_anew_each_time() throws Exception {
        write("a", "A");
        write("b", "B");
        Path link = directory.resolve("link.p12");
        TlsConfig config = ReloadConfigs.of(keyStore("link.p12"));
        Files.createSymbolicLink(link, directory.resolve("a"));
        ContentHash a = ContentHash.of(config);
        Files.delete(link);
        Files.createSymbolicLink(link, directory.resolve("b"));
        assertThat(ContentHash.of(config)).isNotEqualTo(a);
        write("b", "A");
        assertThat(ContentHash.of(config)).isEqualTo(a);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void what_cannot_be_read_is_a_state_of_its_own() throws Exception {
        TlsConfig config = ReloadConfigs.of(keyStore("odd"));
        Path odd = directory.resolve("odd");
        ContentHash missing = ContentHash.of(config);
        Files.createDirectory(odd);
        ContentHash folder = ContentHash.of(config);
        Files.delete(odd);
        Files.createSymbolicLink(odd, odd);
        ContentHash circle = ContentHash.of(config);
        Files.delete(odd);
        Files.createSymbolicLink(odd, Path.of("/dev/zero"));
        ContentHash device = ContentHash.of(config);
        Files.delete(odd);
        assertThat(missing).isNotIn(folder, circle, device);
        assertThat(folder).isNotIn(circle, device);
        assertThat(circle).isNotEqualTo(device);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_directory_whose_entries_are_hidden_stops_nothing() throws Exception {
        ContentHash before = ContentHash.of(everything);
        Files.setPosixFilePermissions(lists, PosixFilePermissions.fromString("---------"));
        boolean superuser = Files.isReadable(lists);
        ContentHash hidden = ContentHash.of(everything);
        Files.setPosixFilePermissions(lists, PosixFilePermissions.fromString("rwx------"));
        assertThat(hidden.equals(before)).isEqualTo(superuser);
    }

    @Test
    void of_a_file_that_is_too_large_the_beginning_and_the_size_count() throws Exception {
        TlsConfig config = ReloadConfigs.of(keyStore("large"));
        try (RandomAccessFile large =
                new RandomAccessFile(directory.resolve("large").toFile(), "rw")) {
            large.setLength(MaterialFile.MAX_SIZE + 100_000L);
            ContentHash first = ContentHash.of(config);
            large.seek(MaterialFile.MAX_SIZE + 90_000L);
            large.write(1);
            assertThat(ContentHash.of(config)).isEqualTo(first);
            large.setLength(MaterialFile.MAX_SIZE + 100_001L);
            ContentHash longer = ContentHash.of(config);
            large.seek(1000);
            large.write(1);
            assertThat(ContentHash.of(config)).isNotIn(first, longer);
            assertThat(longer).isNotEqualTo(first);
        }
    }

    @Test
    void what_is_no_file_leaves_nothing_to_watch() {
        KeyStoreConfig token =
                new KeyStoreConfig(
                        new KeyStoreType("PKCS11", Optional.empty()),
                        Optional.empty(),
                        Optional.of(PASSWORD),
                        KeyEntry.ONLY,
                        "wss.tls.key-store.other");
        PemConfig inline = PemFiles.inline("-----BEGIN A-----", "-----BEGIN B-----");
        PemConfig resource =
                new PemConfig(
                        new PemLocation.InClassPath("tls.crt"),
                        new PemLocation.InClassPath("tls.key"),
                        Optional.empty(),
                        PemFiles.PREFIX);
        SelfSigned selfSigned = new SelfSigned(directory);
        assertThat(ContentHash.of(ReloadConfigs.of(token, inline, resource, selfSigned)).isEmpty())
                .isTrue();
        assertThat(ContentHash.of(everything).isEmpty()).isFalse();
    }

    @Test
    void its_text_tells_no_content() {
        assertThat(ContentHash.of(everything).toString())
                .matches("ContentHash\\[5 files, [0-9a-f]{8}]");
    }

    private void write(String name, String text) throws Exception {
        Files.writeString(directory.resolve(name), text);
    }

    private PemLocation inFile(String name) {
        return new PemLocation.InFile(directory.resolve(name));
    }

    private KeyStoreConfig keyStore(String name) {
        return KeyStoreConfig.pkcs12(
                directory.resolve(name), PASSWORD, KeyEntry.ONLY, "wss.tls.key-store.p12");
    }
}
