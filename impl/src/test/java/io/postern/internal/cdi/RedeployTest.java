package io.postern.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Deploys and undeploys in a virtual machine that must survive it. {@code -Dredeploy.rounds=100}
 * does so more often.
 */
class RedeployTest {

    private static final int ROUNDS = Integer.getInteger("redeploy.rounds", 4);
    private static final long ROUND_LIMIT_SECONDS = 30;
    private static final String PASSWORD = "redeployed";

    @TempDir Path directory;

    @Test
    void redeploying_leaves_no_class_loader_no_thread_no_file_and_a_living_machine()
            throws Exception {
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        Path output = directory.resolve("output.txt");
        Process server =
                new ProcessBuilder(command(temporary, writeProperties()))
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            boolean ended = server.waitFor(30 + ROUNDS * ROUND_LIMIT_SECONDS, TimeUnit.SECONDS);
            String said = Files.readString(output);
            assertThat(ended).as(said).isTrue();
            assertThat(server.exitValue()).as(said).isZero();
            assertThat(said).contains("redeployed " + ROUNDS + " times").doesNotContain("LEAK:");
        } finally {
            server.destroyForcibly();
        }
        assertThat(names(directory)).noneMatch(name -> name.startsWith("hs_err"));
        assertThat(names(temporary)).isEmpty();
    }

    private List<String> command(Path temporary, Path properties) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Newer Java needs to be told that native code may be used.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--"))
                .forEach(command::add);
        command.add("-Xmx128m");
        command.add("-XX:-CreateCoredumpOnCrash");
        // What the JDK caches softly goes with the next collection, not when memory runs out.
        command.add("-XX:SoftRefLRUPolicyMSPerMB=0");
        command.add("-Djava.io.tmpdir=" + temporary);
        command.add("-Dio.netty.leakDetection.level=paranoid");
        command.add("-cp");
        command.add(testClasses().toString());
        command.add(RedeployingServer.class.getName());
        command.add(properties.toString());
        return command;
    }

    /** Where the server's own few classes lie, without the libraries beside them. */
    private static Path testClasses() throws Exception {
        return Path.of(
                RedeployingServer.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI());
    }

    private Path writeProperties() throws Exception {
        X509Bundle bundle =
                new CertificateBuilder()
                        .subject("CN=localhost")
                        .addSanDnsName("localhost")
                        .setIsCertificateAuthority(true)
                        .ecp256()
                        .buildSelfSigned();
        Path keyStore = directory.resolve("tls.p12");
        try (OutputStream out = Files.newOutputStream(keyStore)) {
            bundle.toKeyStore(PASSWORD.toCharArray()).store(out, PASSWORD.toCharArray());
        }
        Path certificate =
                Files.writeString(directory.resolve("tls.crt"), bundle.getCertificatePEM());
        Properties properties = new Properties();
        properties.setProperty("test.class-path", System.getProperty("java.class.path"));
        properties.setProperty("test.certificate", certificate.toString());
        properties.setProperty("test.rounds", String.valueOf(ROUNDS));
        properties.setProperty("wss.host", "127.0.0.1");
        properties.setProperty("wss.port", "0");
        properties.setProperty("wss.tls.key-store.p12.path", keyStore.toString());
        properties.setProperty("wss.tls.key-store.p12.password", PASSWORD);
        Path file = directory.resolve("test.properties");
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
        return file;
    }

    private static List<String> names(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
