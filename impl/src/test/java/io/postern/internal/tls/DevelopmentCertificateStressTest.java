package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DevelopmentCertificateStressTest {

    private static final int STARTS = 8;

    @TempDir Path directory;

    @Test
    void starts_at_once_in_one_process_agree() throws Exception {
        assertAgreement(loadAtOnce());
    }

    @Test
    void starts_at_once_agree_about_the_successor_of_a_corrupt_file() throws Exception {
        Files.writeString(directory.resolve("localhost.p12"), "corrupt");

        assertAgreement(loadAtOnce());
    }

    @Test
    void starts_at_once_in_several_processes_agree() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(startProcess());
        }
        List<String> fingerprints = new ArrayList<>();
        for (Process process : processes) {
            byte[] output = process.getInputStream().readAllBytes();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            fingerprints.add(new String(output, StandardCharsets.UTF_8).strip());
        }
        TlsMaterial kept = new DevelopmentCertificate(directory, Clock.systemUTC()).load();

        assertThat(fingerprints).hasSize(3).containsOnly(kept.fingerprint());
    }

    private List<TlsMaterial> loadAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(STARTS);
        CyclicBarrier line = new CyclicBarrier(STARTS);
        try {
            List<Future<TlsMaterial>> starts =
                    Stream.generate(() -> threads.submit(() -> loadWith(line)))
                            .limit(STARTS)
                            .toList();
            List<TlsMaterial> loaded = new ArrayList<>();
            for (Future<TlsMaterial> start : starts) {
                loaded.add(start.get());
            }
            return loaded;
        } finally {
            threads.shutdownNow();
        }
    }

    private TlsMaterial loadWith(CyclicBarrier line) throws Exception {
        line.await();
        return new DevelopmentCertificate(directory, Clock.systemUTC()).load();
    }

    private static void assertAgreement(List<TlsMaterial> loaded) {
        assertThat(loaded).extracting(TlsMaterial::key).containsOnly(loaded.get(0).key());
        assertThat(loaded)
                .extracting(TlsMaterial::fingerprint)
                .containsOnly(loaded.get(0).fingerprint());
        assertThat(loaded)
                .filteredOn(material -> material.development().orElseThrow().madeNow())
                .as("the one that made it")
                .hasSize(1);
    }

    private Process startProcess() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PrintFingerprint.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** What another application does when it starts. */
    static final class PrintFingerprint {

        private PrintFingerprint() {}

        public static void main(String[] arguments) throws Exception {
            Path directory = Path.of(arguments[0]);
            System.out.println(
                    new DevelopmentCertificate(directory, Clock.systemUTC()).load().fingerprint());
        }
    }
}
