package io.postern.internal.tls;

import static io.postern.internal.tls.KeyStoreFiles.certificate;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.X509Bundle;
import io.postern.internal.config.ConfigReader;
import io.postern.internal.config.Reading;
import io.postern.internal.config.TlsConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords and keys that change in the configuration while the listener is open. */
class RotatedPasswordTest {

    private static final String P12 = "wss.tls.key-store.p12.";
    private static final String PEM = "wss.tls.key-store.pem.";
    private static final String OLD = "canary-old";
    private static final String NEW = "canary-new";

    @TempDir Path directory;
    private final Map<String, String> values = new HashMap<>();
    private X509Bundle first;
    private X509Bundle second;
    private ReloadedMaterial port;
    private TlsReloader reloader;
    private boolean closed;

    @BeforeEach
    void make_certificates() throws Exception {
        first = certificate("first.example").buildSelfSigned();
        second = certificate("second.example").buildSelfSigned();
    }

    @Test
    void a_rotated_password_opens_the_rotated_store() throws Exception {
        watchKeyStore();
        writeStore(second, NEW);
        values.put(P12 + "password", NEW);
        poll(2);
        assertThat(port.published).containsExactly(second.getCertificate());
        assertThat(port.problems).isEmpty();
    }

    @Test
    void a_store_that_comes_before_its_password_waits_for_it() throws Exception {
        watchKeyStore();
        writeStore(second, NEW);
        poll(4);
        assertThat(port.problems)
                .singleElement()
                .asString()
                .contains("the password is wrong", "Correct " + P12 + "password");
        values.put(P12 + "password", NEW);
        poll(ReloadPolls.LONGEST_PAUSE);
        assertThat(port.published).containsExactly(second.getCertificate());
        assertThat(port.problems).hasSize(1);
    }

    @Test
    void a_password_that_comes_before_its_store_changes_nothing_yet() throws Exception {
        watchKeyStore();
        values.put(P12 + "password", NEW);
        poll(3);
        assertThat(port.loads).isZero();
        writeStore(second, NEW);
        poll(2);
        assertThat(port.published).containsExactly(second.getCertificate());
        assertThat(port.problems).isEmpty();
    }

    @Test
    void a_password_that_has_gone_is_missed_under_its_key() throws Exception {
        watchKeyStore();
        values.remove(P12 + "password");
        writeStore(second, OLD);
        poll(4);
        assertThat(port.problems)
                .containsExactly(
                        P12
                                + "password had a value when the application started and has none"
                                + " now. Set it again.");
        assertThat(port.published).isEmpty();
        values.put(P12 + "password", OLD);
        poll(ReloadPolls.LONGEST_PAUSE);
        assertThat(port.published).containsExactly(second.getCertificate());
    }

    @Test
    void a_configuration_that_cannot_be_asked_any_longer_leaves_in_service_what_is()
            throws Exception {
        watchKeyStore();
        closed = true;
        writeStore(second, OLD);
        poll(4);
        assertThat(port.problems)
                .singleElement()
                .asString()
                .startsWith(P12 + "password cannot be asked for any longer")
                .contains("IllegalStateException")
                .doesNotContain("canary");
        assertThat(port.published).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"wss.devices.", "wss."})
    void a_further_listener_asks_under_the_name_that_its_password_has(String prefix)
            throws Exception {
        values.put("wss.listeners", "devices");
        values.put("wss.devices.port", "8445");
        writeStore(first, OLD);
        putStore("wss.tls.key-store.p12.");
        putStore(prefix + "tls.key-store.p12.");
        watch(1);
        values.remove(prefix + "tls.key-store.p12.password");
        writeStore(second, OLD);
        poll(2);
        assertThat(port.problems)
                .singleElement()
                .asString()
                .startsWith(prefix + "tls.key-store.p12.password had a value");
    }

    @Test
    void an_inline_key_and_its_password_are_rotated_with_the_certificate_beside_them()
            throws Exception {
        values.put(PEM + "cert", writeCertificate(first).toString());
        values.put(PEM + "key", PemFiles.pkcs8(first));
        watch(0);
        values.put(PEM + "key", PemFiles.encrypted(second, "PBEWithSHA1AndDESede"));
        values.put(PEM + "password", PemFiles.PASSWORD);
        writeCertificate(second);
        poll(2);
        // that there is a password now is a change of what is configured, for the next start
        assertThat(port.problems).singleElement().asString().contains("is encrypted");
        values.put(PEM + "key", PemFiles.pkcs8(second));
        poll(ReloadPolls.LONGEST_PAUSE);
        assertThat(port.published).containsExactly(second.getCertificate());
    }

    private void watchKeyStore() throws Exception {
        writeStore(first, OLD);
        putStore(P12);
        watch(0);
    }

    private void putStore(String group) {
        values.put(group + "path", directory.resolve("tls.p12").toString());
        values.put(group + "password", OLD);
    }

    private void watch(int listener) {
        Reading reading =
                ConfigReader.of(new SmallRyeConfigBuilder().withSources(new Values()).build())
                        .read();
        assertThat(reading.problems()).isEmpty();
        TlsConfig tls = reading.listeners().get(listener).tls();
        port = new ReloadedMaterial(tls.certificates().sources().get(0));
        reloader = new TlsReloader(tls, ContentHash.of(tls), port, "postern-reload-");
    }

    private void writeStore(X509Bundle bundle, String password) throws Exception {
        try (OutputStream out = Files.newOutputStream(directory.resolve("tls.p12"))) {
            bundle.toKeyStore(password.toCharArray()).store(out, password.toCharArray());
        }
    }

    private Path writeCertificate(X509Bundle bundle) throws Exception {
        return Files.writeString(directory.resolve("tls.crt"), PemFiles.chain(bundle));
    }

    private void poll(int times) {
        for (int i = 0; i < times; i++) {
            reloader.poll();
        }
    }

    /** What the test sets, until the configuration is closed. */
    private final class Values implements ConfigSource {

        @Override
        public Set<String> getPropertyNames() {
            return values.keySet();
        }

        @Override
        public String getValue(String name) {
            if (closed) {
                throw new IllegalStateException("closed, and no canary any longer");
            }
            return values.get(name);
        }

        @Override
        public String getName() {
            return "values";
        }
    }
}
