package io.postern.internal.cdi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All objects of a virtual machine with open listeners: none has a password in it, nor the text of
 * an encrypted key. The source of its configuration holds them in a form that is not found, so that
 * what would be found is a copy of ours.
 */
class HeapDumpTest {

    private static final String KEPT = "S3CR3T-" + UUID.randomUUID();
    private static final List<Charset> FORMS = List.of(ISO_8859_1, UTF_16LE, UTF_16BE);
    private static final int BLOCK = 1 << 20;
    private static final long LIMIT_SECONDS = 90;

    @TempDir Path directory;

    @Test
    void no_object_has_a_password_after_start_and_reload() throws Exception {
        Path next = Files.createDirectory(directory.resolve("next"));
        SecretFiles files = new SecretFiles(directory);
        new SecretFiles(next);
        String key = Files.readString(directory.resolve("encrypted.pem"));
        Path dump = directory.resolve("heap.hprof");
        run(writeProperties(configuration(files, key), Map.of("next", next, "dump", dump)));

        Map<String, String> wanted = new HashMap<>();
        wanted.put("kept", KEPT);
        wanted.put("store password", SecretFiles.STORE);
        wanted.put("entry password", SecretFiles.ENTRY);
        wanted.put("trust store password", SecretFiles.TRUST);
        wanted.put("PEM password", SecretFiles.PEM);
        wanted.put("PEM key", key.lines().skip(1).findFirst().orElseThrow());
        assertThat(found(dump, wanted))
                .containsExactly("kept ISO-8859-1", "kept UTF-16BE", "kept UTF-16LE");
    }

    private static Map<String, String> configuration(SecretFiles files, String key) {
        Map<String, String> keys = new HashMap<>();
        keys.put("wss.listeners", "pem");
        for (String listener : List.of("wss.", "wss.pem.")) {
            keys.put(listener + "host", "127.0.0.1");
            keys.put(listener + "port", "0");
        }
        keys.put("wss.tls.reload-interval", "100ms");
        keys.put("wss.tls.key-store.p12.path", files.path("tls.p12"));
        keys.put("wss.tls.key-store.p12.password", SecretFiles.STORE);
        keys.put("wss.tls.key-store.p12.alias-password", SecretFiles.ENTRY);
        keys.put("wss.tls.client-auth", "optional");
        keys.put("wss.tls.trust-store.p12.path", files.path("trust.p12"));
        keys.put("wss.tls.trust-store.p12.password", SecretFiles.TRUST);
        keys.put("wss.pem.tls.key-store.pem.cert", files.path("cert.pem"));
        keys.put("wss.pem.tls.key-store.pem.key", key);
        keys.put("wss.pem.tls.key-store.pem.password", SecretFiles.PEM);
        return keys;
    }

    private Path writeProperties(Map<String, String> configuration, Map<String, Path> places)
            throws Exception {
        Properties properties = new Properties();
        configuration.forEach((key, value) -> properties.put(key, MaskedSource.mask(value)));
        places.forEach((name, place) -> properties.put("test." + name, place.toString()));
        properties.put("test.directory", directory.toString());
        properties.put("test.kept", MaskedSource.mask(KEPT));
        Path file = directory.resolve("test.properties");
        try (Writer out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        return file;
    }

    private void run(Path properties) throws Exception {
        Path output = directory.resolve("output.txt");
        Process server =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx128m",
                                "-XX:SoftRefLRUPolicyMSPerMB=0",
                                "-cp",
                                System.getProperty("java.class.path"),
                                HeapDumpedServer.class.getName(),
                                properties.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            boolean ended = server.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            String said = Files.readString(output);
            assertThat(ended).as(said).isTrue();
            assertThat(server.exitValue()).as(said).isZero();
            assertThat(said).contains("reloaded and dumped");
        } finally {
            server.destroyForcibly();
        }
    }

    /** Which of the texts are in the file, and in which form. */
    private static Set<String> found(Path file, Map<String, String> wanted) throws Exception {
        Map<String, String> needles = new HashMap<>();
        wanted.forEach(
                (name, text) ->
                        FORMS.forEach(
                                form ->
                                        needles.put(
                                                name + " " + form,
                                                new String(text.getBytes(form), ISO_8859_1))));
        int longest = needles.values().stream().mapToInt(String::length).max().orElseThrow();
        Set<String> found = new TreeSet<>();
        try (InputStream in = Files.newInputStream(file)) {
            String before = "";
            for (byte[] block = in.readNBytes(BLOCK); block.length > 0; ) {
                String text = before + new String(block, ISO_8859_1);
                needles.forEach((name, needle) -> addIf(text.contains(needle), name, found));
                before = text.substring(Math.max(0, text.length() - longest));
                block = in.readNBytes(BLOCK);
            }
        }
        return found;
    }

    private static void addIf(boolean there, String name, Set<String> found) {
        if (there) {
            found.add(name);
        }
    }
}
