package io.postern.it.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Node.js with the npm package {@code ws}, which runs {@code interop/client.js}. */
public final class NodeClient {

    private static final String PACKAGE = "ws@8.23.0";
    private static final Path DIRECTORY = Path.of("target", "node").toAbsolutePath();
    private static final int PATIENCE_SECONDS = 120;

    private NodeClient() {}

    /** Installs the package; the test is skipped where there is no Node.js or no npm. */
    public static NodeClient install() throws IOException, InterruptedException {
        for (String tool : List.of("node", "npm")) {
            if (!isPresent(tool)) {
                abort(tool + " is not installed, so no client that is no Java was tried");
            }
        }
        Files.createDirectories(DIRECTORY);
        Result npm =
                run(
                        "npm",
                        "install",
                        "--no-save",
                        "--no-audit",
                        "--no-fund",
                        "--prefix",
                        ".",
                        PACKAGE);
        assertThat(npm.status()).as(npm.output()).isZero();
        try (InputStream script = NodeClient.class.getResourceAsStream("/interop/client.js")) {
            Files.copy(
                    Objects.requireNonNull(script),
                    DIRECTORY.resolve("client.js"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        return new NodeClient();
    }

    /** Runs the conversation and takes what it prints. */
    public List<String> run(String url, String certificate)
            throws IOException, InterruptedException {
        return run("node", "client.js", url, certificate).output().lines().toList();
    }

    private static boolean isPresent(String tool) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(tool, "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private record Result(int status, String output) {}

    private static Result run(String... command) throws IOException, InterruptedException {
        Path output = DIRECTORY.resolve(command[0] + ".log");
        Process process =
                new ProcessBuilder(command)
                        .directory(DIRECTORY.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(
                    "%s has not ended within %d s; see %s"
                            .formatted(List.of(command), PATIENCE_SECONDS, output));
        }
        return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
