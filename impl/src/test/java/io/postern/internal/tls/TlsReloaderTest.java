package io.postern.internal.tls;

import static io.postern.internal.tls.KeyStoreFiles.certificate;
import static io.postern.internal.tls.KeyStoreFiles.config;
import static io.postern.internal.tls.KeyStoreFiles.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.X509Bundle;
import io.postern.internal.config.ClientAuth;
import io.postern.internal.config.KeySource;
import io.postern.internal.config.TlsConfig;
import io.postern.internal.testing.RecordedLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class TlsReloaderTest {

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern.tls");

    @TempDir Path directory;
    private KeyStoreFiles files;
    private X509Bundle a;
    private X509Bundle b;
    private KeySource source;
    private TlsConfig tls;
    private ReloadedMaterial port;
    private TlsReloader reloader;

    @BeforeEach
    void a_is_in_service() throws Exception {
        files = new KeyStoreFiles(directory);
        a = certificate("a.example").buildSelfSigned();
        b = certificate("b.example").buildSelfSigned();
        source = config(files.write(entry("a", a)));
        tls = ReloadConfigs.of(source);
        use(new ReloadedMaterial(source));
    }

    private void use(ReloadedMaterial used) {
        port = used;
        reloader = new TlsReloader(tls, ContentHash.of(tls), used, "postern-reload-");
    }

    private void poll(int times) {
        for (int i = 0; i < times; i++) {
            reloader.poll();
        }
    }

    @Test
    void nothing_is_read_again_before_something_changes() {
        poll(5);
        assertThat(port.loads).isZero();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void a_new_certificate_is_published_with_the_second_poll() throws Exception {
        files.write(entry("b", b));
        poll(1);
        assertThat(port.loads).isZero();
        poll(4);
        assertThat(port.published).containsExactly(b.getCertificate());
        assertThat(port.reloads).isEqualTo(1);
        assertThat(port.discarded).isZero();
        assertThat(port.problems).isEmpty();
    }

    @Test
    void a_certificate_of_former_times_is_published_again() throws Exception {
        byte[] first = Files.readAllBytes(directory.resolve("tls.p12"));
        files.write(entry("b", b));
        poll(2);
        Files.write(directory.resolve("tls.p12"), first);
        poll(2);
        assertThat(port.published).containsExactly(b.getCertificate(), a.getCertificate());
    }

    @Test
    void files_that_change_while_they_are_loaded_are_loaded_again() throws Exception {
        use(
                new ReloadedMaterial(source) {
                    @Override
                    void whileLoading() {
                        if (loads == 1) {
                            write(b, "other alias");
                        }
                    }
                });
        files.write(entry("b", b));
        poll(2);
        assertThat(port.published).isEmpty();
        assertThat(port.discarded).isEqualTo(1);
        assertThat(port.problems).isEmpty();
        poll(1);
        assertThat(port.published).containsExactly(b.getCertificate());
    }

    private void write(X509Bundle bundle, String alias) {
        try {
            files.write(entry(alias, bundle));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_failure_while_the_files_change_is_not_told() throws Exception {
        use(
                new ReloadedMaterial(source) {
                    @Override
                    void whileLoading() throws TlsMaterialException {
                        if (loads == 1) {
                            write(b, "other alias");
                            throw new TlsMaterialException("half of it", "wait");
                        }
                    }
                });
        files.write(entry("b", b));
        poll(3);
        assertThat(port.problems).isEmpty();
        assertThat(port.published).containsExactly(b.getCertificate());
    }

    @Test
    void bad_content_is_told_once_and_the_next_good_one_is_published() throws Exception {
        Files.writeString(directory.resolve("tls.p12"), "nothing");
        poll(100);
        assertThat(port.loads).isBetween(6, 9);
        assertThat(port.problems)
                .singleElement()
                .asString()
                .contains("tls.p12", "is not a PKCS12 key store");
        Files.delete(directory.resolve("tls.p12"));
        poll(2);
        assertThat(port.problems).hasSize(2).last().asString().contains("does not exist");
        files.write(entry("b", b));
        poll(2);
        assertThat(port.published).containsExactly(b.getCertificate());
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void bad_content_that_is_taken_back_is_told_as_well() throws Exception {
        byte[] good = Files.readAllBytes(directory.resolve("tls.p12"));
        Files.delete(directory.resolve("tls.p12"));
        poll(2);
        Files.write(directory.resolve("tls.p12"), good);
        poll(3);
        assertThat(port.problems).hasSize(1);
        assertThat(port.restored).isEqualTo(1);
        assertThat(port.published).isEmpty();
    }

    @Test
    void a_certificate_that_is_not_valid_yet_is_published_when_it_is() throws Exception {
        X509Bundle future =
                certificate("future.example")
                        .notBefore(KeyStoreFiles.NOW.plus(Duration.ofHours(1)))
                        .buildSelfSigned();
        files.write(entry("future", future));
        for (int second = 0; second < 20; second++) {
            port.clock = Clock.offset(KeyStoreFiles.CLOCK, Duration.ofSeconds(second));
            poll(1);
        }
        assertThat(port.published).isEmpty();
        assertThat(port.problems).hasSize(1);
        port.clock = Clock.offset(KeyStoreFiles.CLOCK, Duration.ofHours(2));
        poll(ReloadPolls.LONGEST_PAUSE);
        assertThat(port.published).containsExactly(future.getCertificate());
    }

    @Test
    void what_does_not_pass_its_self_test_is_discarded() throws Exception {
        port.wanted = ClientAuth.REQUIRED;
        files.write(entry("b", b));
        poll(2);
        assertThat(port.published).isEmpty();
        assertThat(port.discarded).isEqualTo(1);
        assertThat(port.problems)
                .singleElement()
                .asString()
                .contains("was not asked for a certificate", "wss.tls.client-auth=required");
    }

    @Test
    void an_unexpected_failure_is_logged_with_its_cause_and_polling_goes_on() throws Exception {
        use(
                new ReloadedMaterial(source) {
                    @Override
                    void whileLoading() {
                        if (loads == 1) {
                            throw new IllegalStateException("unforeseen");
                        }
                        if (loads == 2) {
                            throw new NoClassDefFoundError("missing");
                        }
                    }
                });
        files.write(entry("b", b));
        poll(3);
        assertThat(port.problems).hasSize(2);
        assertThat(port.problems.get(0)).contains("unexpectedly", "unforeseen");
        assertThat(log.lines()).hasSize(2);
        assertThat(log.lines().get(1)).contains("POSTERN3040", "NoClassDefFoundError", "missing");
        poll(2);
        assertThat(port.published).containsExactly(b.getCertificate());
    }

    @Test
    void a_listener_of_events_that_throws_stops_nothing_and_nothing_is_published_twice()
            throws Exception {
        use(
                new ReloadedMaterial(source) {
                    @Override
                    public void reloaded() {
                        throw new IllegalStateException("an observer");
                    }
                });
        files.write(entry("b", b));
        poll(5);
        assertThat(port.published).hasSize(1);
        assertThat(port.discarded).isZero();
        assertThat(log.lines()).singleElement().asString().contains("an observer");
    }

    @Test
    void what_may_be_in_service_is_not_discarded() throws Exception {
        use(
                new ReloadedMaterial(source) {
                    @Override
                    void inService(X509Certificate certificate) {
                        super.inService(certificate);
                        if (loads == 1) {
                            throw new IllegalStateException("after the swap");
                        }
                    }
                });
        files.write(entry("b", b));
        poll(5);
        assertThat(port.published).hasSize(2);
        assertThat(port.discarded).isZero();
        assertThat(port.problems).singleElement().asString().contains("after the swap");
    }

    @Test
    void files_that_never_rest_are_told_once() throws Exception {
        for (int poll = 0; poll < 2 * ReloadPolls.RESTLESS; poll++) {
            Files.writeString(directory.resolve("tls.p12"), "change " + poll);
            poll(1);
        }
        assertThat(port.loads).isZero();
        assertThat(port.problems).singleElement().asString().contains("32 times in a row");
    }

    @Test
    void nothing_is_published_after_closing() throws Exception {
        use(
                new ReloadedMaterial(source) {
                    @Override
                    void whileLoading() {
                        reloader.close();
                    }
                });
        files.write(entry("b", b));
        poll(2);
        assertThat(port.loads).isEqualTo(1);
        assertThat(port.published).isEmpty();
        assertThat(port.discarded).isEqualTo(1);
    }
}
