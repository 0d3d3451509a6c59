package io.postern.internal.tls;

import static io.postern.internal.tls.KeyStoreFiles.certificate;
import static io.postern.internal.tls.KeyStoreFiles.config;
import static io.postern.internal.tls.KeyStoreFiles.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.X509Bundle;
import io.postern.internal.config.KeySource;
import io.postern.internal.config.TlsConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The ways in which others replace files. */
class RotationTest {

    @TempDir Path directory;
    private ReloadedMaterial port;
    private TlsReloader reloader;

    private void watch(KeySource source) {
        TlsConfig tls = ReloadConfigs.of(source);
        port = new ReloadedMaterial(source);
        reloader = new TlsReloader(tls, ContentHash.of(tls), port, "postern-reload-");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_secret_of_kubernetes_is_followed_through_ten_rotations() throws Exception {
        mount("..0", certificate("0.example").buildSelfSigned());
        Files.createSymbolicLink(directory.resolve("tls.crt"), Path.of("..data", "tls.crt"));
        Files.createSymbolicLink(directory.resolve("tls.key"), Path.of("..data", "tls.key"));
        watch(PemFiles.config(directory.resolve("tls.crt"), directory.resolve("tls.key"), null));
        List<X509Certificate> rotated = new ArrayList<>();
        for (int rotation = 1; rotation <= 10; rotation++) {
            X509Bundle bundle = certificate(rotation + ".example").buildSelfSigned();
            mount(".." + rotation, bundle);
            rotated.add(bundle.getCertificate());
            delete(directory.resolve(".." + (rotation - 1)));
            reloader.poll();
            reloader.poll();
            assertThat(port.published).containsExactlyElementsOf(rotated);
        }
        assertThat(port.problems).isEmpty();
    }

    /** As the kubelet does: a new directory, and a link that is put in place by renaming. */
    private void mount(String name, X509Bundle bundle) throws Exception {
        Path version = Files.createDirectory(directory.resolve(name));
        Files.writeString(version.resolve("tls.crt"), PemFiles.chain(bundle));
        Files.writeString(version.resolve("tls.key"), PemFiles.pkcs8(bundle));
        Path link = directory.resolve("..data_tmp");
        Files.createSymbolicLink(link, Path.of(name));
        Files.move(link, directory.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void delete(Path version) throws Exception {
        Files.delete(version.resolve("tls.crt"));
        Files.delete(version.resolve("tls.key"));
        Files.delete(version);
    }

    @Test
    void certificate_and_key_that_are_written_one_after_the_other_are_used_together()
            throws Exception {
        X509Bundle first = certificate("first.example").buildSelfSigned();
        X509Bundle second = certificate("second.example").buildSelfSigned();
        PemFiles pem = new PemFiles(directory);
        watch(pem.config(PemFiles.chain(first), PemFiles.pkcs8(first), null));
        pem.write("cert.pem", PemFiles.chain(second));
        for (int poll = 0; poll < 5; poll++) {
            reloader.poll();
        }
        assertThat(port.published).isEmpty();
        assertThat(port.problems).singleElement().asString().contains("cert.pem", "key.pem");
        pem.write("key.pem", PemFiles.pkcs8(second));
        reloader.poll();
        reloader.poll();
        assertThat(port.published).containsExactly(second.getCertificate());
    }

    @Test
    void a_key_store_that_is_cut_off_anywhere_is_never_published() throws Exception {
        KeyStoreFiles files = new KeyStoreFiles(directory);
        X509Bundle first = certificate("first.example").buildSelfSigned();
        X509Bundle second = certificate("second.example").buildSelfSigned();
        Path file = files.write(entry("a", first));
        watch(config(file));
        byte[] whole = Files.readAllBytes(files.write("next.p12", "PKCS12", entry("a", second)));
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            reloader.poll();
            reloader.poll();
            assertThat(port.loads).isEqualTo(length + 1);
            assertThat(port.published).isEmpty();
        }
        Files.write(file, whole);
        reloader.poll();
        reloader.poll();
        assertThat(port.published).containsExactly(second.getCertificate());
    }
}
