package io.postern.internal.tls;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Makes a key and a self-signed certificate with the {@code keytool} of the Java runtime, the one
 * program in every runtime that can; the JDK has no public API for it.
 */
final class Keytool {

    static final String ALIAS = "localhost";
    static final int VALIDITY_DAYS = 365;

    /**
     * Fixed and no secret: the mode of the file protects the key, as it would protect a password.
     */
    static final String STORE_PASSWORD = "development";

    private static final String PASSWORD_VARIABLE = "POSTERN_STORE_PASSWORD";
    private static final List<String> JVM_OPTION_VARIABLES =
            List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS");
    private static final DateTimeFormatter START_DATE =
            DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final boolean WINDOWS = File.separatorChar == '\\';
    private static final int MAX_OUTPUT = 2000;
    private static final int END_SECONDS = 5;

    private final Path executable;
    private final Duration limit;

    /**
     * @param limit after which the program is ended
     */
    Keytool(Path executable, Duration limit) {
        this.executable = executable;
        this.limit = limit;
    }

    static Keytool ofThisRuntime() {
        Path bin = Path.of(System.getProperty("java.home"), "bin");
        return new Keytool(
                bin.resolve(WINDOWS ? "keytool.exe" : "keytool"), Duration.ofSeconds(30));
    }

    /**
     * Writes a new PKCS12 store. Its directory receives the program's output for a while, too.
     *
     * @throws IOException naming the program, and what it said
     */
    void makeCertificate(Path keyStore, Instant notBefore) throws IOException {
        Path output = keyStore.resolveSibling("keytool.out");
        List<String> command = new ArrayList<>();
        command.add(executable.toString());
        // The start date is read in the JVM's own time zone.
        command.addAll(List.of("-J-Duser.timezone=UTC", "-J-Duser.language=en"));
        command.addAll(arguments(keyStore));
        command.addAll(List.of("-startdate", START_DATE.format(notBefore)));
        command.addAll(List.of("-storepass:env", PASSWORD_VARIABLE));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        prepare(builder.environment());
        int exitCode = await(start(builder));
        if (exitCode != 0) {
            throw new IOException(
                    Printable.of(executable)
                            + " ended with exit code "
                            + exitCode
                            + " and said: "
                            + firstWords(output));
        }
        Files.deleteIfExists(output);
    }

    /** The command that a person can type to the same effect. */
    static String byHand(Path keyStore) {
        String command =
                arguments(keyStore).stream().map(Keytool::quote).collect(Collectors.joining(" "));
        String privately = WINDOWS ? "" : "umask 077; ";
        return privately + "keytool " + command + " -storepass " + STORE_PASSWORD;
    }

    static void prepare(Map<String, String> environment) {
        environment.put(PASSWORD_VARIABLE, STORE_PASSWORD);
        // They are meant for the server: an agent or a debugger's port would break keytool's JVM.
        JVM_OPTION_VARIABLES.forEach(environment::remove);
    }

    private static List<String> arguments(Path keyStore) {
        List<String> arguments = new ArrayList<>(List.of("-genkeypair", "-alias", ALIAS));
        arguments.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
        arguments.addAll(List.of("-sigalg", "SHA256withECDSA"));
        arguments.addAll(List.of("-dname", "CN=localhost, O=Postern development certificate"));
        arguments.addAll(List.of("-ext", "SAN=dns:localhost,ip:127.0.0.1,ip:::1"));
        // Not a CA: trusting this certificate must not mean trusting what its key signs.
        arguments.addAll(List.of("-ext", "EKU=serverAuth", "-ext", "BC:critical=ca:false"));
        arguments.addAll(List.of("-validity", String.valueOf(VALIDITY_DAYS)));
        arguments.addAll(List.of("-storetype", "PKCS12", "-keystore", keyStore.toString()));
        return arguments;
    }

    private Process start(ProcessBuilder builder) throws IOException {
        try {
            Process process = builder.start();
            // Without an end of its input it might wait for answers.
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new IOException(
                    Printable.of(executable) + " cannot be run: " + e.getMessage(), e);
        }
    }

    private int await(Process process) throws IOException {
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            // Its files are removed next, so it must not be writing any longer.
            process.destroyForcibly().waitFor(END_SECONDS, TimeUnit.SECONDS);
            throw new IOException(
                    Printable.of(executable) + " did not end within " + limit.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + executable);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String firstWords(Path output) throws IOException {
        String text = new String(Files.readAllBytes(output), Charset.defaultCharset()).strip();
        return Printable.of(text.substring(0, Math.min(text.length(), MAX_OUTPUT)));
    }

    private static String quote(String argument) {
        if (argument.matches("[\\w.:=,/-]+")) {
            return argument;
        }
        return WINDOWS ? '"' + argument + '"' : "'" + argument.replace("'", "'\\''") + "'";
    }
}
