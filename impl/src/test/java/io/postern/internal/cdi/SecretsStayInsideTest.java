package io.postern.internal.cdi;

import static io.postern.internal.cdi.SecretFiles.ENTRY;
import static io.postern.internal.cdi.SecretFiles.PEM;
import static io.postern.internal.cdi.SecretFiles.STORE;
import static io.postern.internal.cdi.SecretFiles.TRUST;
import static io.postern.internal.cdi.SecretFiles.WRONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Passwords and keys are in no log, whatever its level, in no exception, in no name and in no value
 * that can be asked for, whether the listener opens or not.
 */
class SecretsStayInsideTest {

    private static final String P12 = "wss.tls.key-store.p12.";
    private static final String JKS = "wss.tls.key-store.jks.";
    private static final String OTHER = "wss.tls.key-store.other.";
    private static final String TRUST_KEYS = "wss.tls.trust-store.p12.";
    private static final String PEM_KEYS = "wss.tls.key-store.pem.";

    @TempDir static Path directory;

    private static SecretFiles files;

    @BeforeAll
    static void writeFiles() throws Exception {
        files = new SecretFiles(directory);
        new SecretFiles(Files.createDirectory(directory.resolve("stranger")));
    }

    @ParameterizedTest
    @MethodSource
    void a_listener_that_opens_tells_none(Map<String, String> keys) throws Exception {
        try (Exposure exposure = new Exposure()) {
            try (RedeployedApplication application = new RedeployedApplication(withSocket(keys))) {
                RedeployClient client = new RedeployClient(directory.resolve("cert.pem"));
                client.connect(application.getAsInt()).ask("hello");
                assertHandshakeFails(application.getAsInt());
                assertNoSecret(Exposure.ofMachine() + application);
            }
            assertThat(exposure.logged())
                    .anyMatch(line -> line.contains("POSTERN2001"))
                    .anyMatch(line -> line.contains("TRACE: "));
            assertNoSecret(String.join("", exposure.logged()));
        }
    }

    static Stream<Map<String, String>> a_listener_that_opens_tells_none() {
        Map<String, String> store = store(P12, "tls.p12", STORE, ENTRY);
        return Stream.of(
                store,
                with(store, "wss.tls.provider", "jdk"),
                store(JKS, "tls.jks", STORE, ENTRY),
                with(store(OTHER, "tls.p12", STORE, ENTRY), OTHER + "type", "PKCS12"),
                pem("encrypted.pem", PEM),
                inlinePem(),
                trust("trust.p12", TRUST));
    }

    @ParameterizedTest
    @MethodSource
    void a_listener_that_cannot_open_tells_none(String reason, Map<String, String> keys)
            throws Exception {
        try (Exposure exposure = new Exposure()) {
            Throwable thrown =
                    catchThrowable(() -> new RedeployedApplication(withSocket(keys)).close());
            assertThat(thrown).hasStackTraceContaining("POSTERN1001");
            assertThat(thrown).hasStackTraceContaining(reason);
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            assertNoSecret(trace + Exposure.ofMachine());
            assertThat(exposure.logged()).anyMatch(line -> line.contains("POSTERN1001"));
            assertNoSecret(String.join("", exposure.logged()));
        }
    }

    static Stream<Arguments> a_listener_that_cannot_open_tells_none() {
        Stream<Arguments> stores =
                Stream.of(
                                faults(store(P12, "tls.p12", STORE, ENTRY), P12),
                                faults(store(JKS, "tls.jks", STORE, ENTRY), JKS),
                                faults(
                                        with(
                                                store(OTHER, "tls.p12", STORE, ENTRY),
                                                OTHER + "type",
                                                "PKCS12"),
                                        OTHER))
                        .flatMap(faults -> faults);
        return Stream.of(stores, pemFaults(), trustFaults(), contradictions())
                .flatMap(faults -> faults);
    }

    private static Stream<Arguments> faults(Map<String, String> good, String group) {
        String password = group + "password";
        String path = group + "path";
        return Stream.of(
                arguments("the password is wrong", with(good, password, WRONG)),
                arguments("configured for the entry", with(good, group + "alias-password", WRONG)),
                arguments("with the store's password", with(good, group + "alias-password", "")),
                arguments(".pem", with(good, path, files.path("key.pem"))),
                arguments("does not exist", with(good, path, files.path("none"))),
                arguments("has no entry 'none'", with(good, group + "alias", "none")),
                arguments("unknown key", with(good, group + "pasword", STORE)),
                arguments("cannot be resolved", with(good, password, STORE + "${X}")),
                arguments("cannot be resolved", with(good, password, "${X:" + STORE + "${Y}}")),
                arguments("cannot be resolved", with(good, password, "${x::" + STORE + "}")),
                arguments("has no effect without", Map.of(group + "alias-password", ENTRY)));
    }

    private static Stream<Arguments> pemFaults() {
        String key = PEM_KEYS + "key";
        Map<String, String> good = pem("encrypted.pem", PEM);
        return Stream.of(
                arguments("the password is wrong", pem("encrypted.pem", WRONG)),
                arguments("is encrypted", pem("encrypted.pem", "")),
                arguments("is not encrypted", pem("key.pem", PEM)),
                arguments("does not exist", pem("none.pem", PEM)),
                arguments("no private key", pem("cert.pem", PEM)),
                arguments("must be the path of a file", with(good, key, " x" + files.keyText())),
                arguments(
                        "cut off", with(inlinePem(), key, files.keyText().replace("-----END", ""))),
                arguments(
                        "is damaged",
                        with(inlinePem(), key, files.keyText().replace("\nM", "\nN"))),
                arguments("no certificate", with(inlinePem(), PEM_KEYS + "cert", files.keyText())),
                arguments("cannot be resolved", with(inlinePem(), key, files.keyText() + "${X}")),
                arguments("unknown key", with(good, PEM_KEYS + "kee", files.keyText())));
    }

    private static Stream<Arguments> trustFaults() {
        Map<String, String> good = trust("trust.p12", TRUST);
        return Stream.of(
                arguments("password is wrong", trust("trust.p12", WRONG)),
                arguments("does not exist", trust("none.p12", TRUST)),
                arguments("PEM", trust("cert.pem", TRUST)),
                arguments("unknown key", with(good, TRUST_KEYS + "pasword", TRUST)),
                arguments("cannot be resolved", trust("trust.p12", TRUST + "${X}")));
    }

    private static Stream<Arguments> contradictions() {
        Map<String, String> all = new HashMap<>();
        all.putAll(store(P12, "tls.p12", STORE, ENTRY));
        all.putAll(store(JKS, "tls.jks", STORE, ENTRY));
        all.putAll(inlinePem());
        all.put("wss.tls.self-signed", "true");
        return Stream.of(
                arguments("excludes", all),
                arguments("unknown key", with(inlinePem(), "wss.password", STORE)));
    }

    private static Map<String, String> store(
            String group, String file, String password, String entryPassword) {
        return Map.of(
                group + "path", files.path(file),
                group + "password", password,
                group + "alias-password", entryPassword);
    }

    private static Map<String, String> pem(String key, String password) {
        return Map.of(
                PEM_KEYS + "cert", files.path("cert.pem"),
                PEM_KEYS + "key", files.path(key),
                PEM_KEYS + "password", password);
    }

    private static Map<String, String> trust(String file, String password) {
        Map<String, String> all = new HashMap<>(store(P12, "tls.p12", STORE, ENTRY));
        all.put("wss.tls.client-auth", "optional");
        all.put(TRUST_KEYS + "path", files.path(file));
        all.put(TRUST_KEYS + "password", password);
        return all;
    }

    private static Map<String, String> inlinePem() {
        return Map.of(
                PEM_KEYS + "cert", files.path("cert.pem"),
                PEM_KEYS + "key", files.keyText());
    }

    private static Map<String, String> with(Map<String, String> keys, String key, String value) {
        Map<String, String> all = new HashMap<>(keys);
        all.put(key, value);
        return all;
    }

    private static Map<String, String> withSocket(Map<String, String> keys) {
        return with(with(keys, "wss.host", "127.0.0.1"), "wss.port", "0");
    }

    /** The client trusts another certificate. */
    private static void assertHandshakeFails(int port) throws Exception {
        Path elsewhere = directory.resolve("stranger").resolve("cert.pem");
        RedeployClient client = new RedeployClient(elsewhere);
        assertThatThrownBy(() -> client.connect(port)).isInstanceOf(CompletionException.class);
    }

    private static void assertNoSecret(String text) {
        for (String secret : files.secrets()) {
            int at = text.indexOf(secret);
            if (at >= 0) {
                String around =
                        text.substring(Math.max(0, at - 500), Math.min(text.length(), at + 100));
                throw new AssertionError("a secret has been told: ..." + around + "...");
            }
        }
    }
}
