package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A virtual machine that lacks something, in which a program of the tests has to succeed. */
public final class CrampedProcess {

    private static final int PATIENCE_SECONDS = 60;

    private CrampedProcess() {}

    /**
     * Runs {@code program} to its end and gives what it has printed; fails unless it exits with 0.
     *
     * @param descriptors the most files and sockets that it may have open
     * @param options of the virtual machine
     */
    static String run(Class<?> program, String argument, int descriptors, String... options)
            throws IOException, InterruptedException {
        List<String> cramped =
                List.of("/bin/sh", "-c", "ulimit -n " + descriptors + " && exec \"$@\"", "sh");
        return run(program, argument, cramped, System.getProperty("java.class.path"), options);
    }

    /**
     * The same with a class path that lacks the jars whose names begin so.
     *
     * @param options of the virtual machine
     */
    public static String runWithout(
            String jars, Class<?> program, String argument, String... options)
            throws IOException, InterruptedException {
        String rest =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> !new File(entry).getName().startsWith(jars))
                        .collect(Collectors.joining(File.pathSeparator));
        return run(program, argument, List.of(), rest, options);
    }

    private static String run(
            Class<?> program,
            String argument,
            List<String> within,
            String classPath,
            String... options)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("cramped", ".txt");
        List<String> command = new ArrayList<>(within);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Newer Java needs to be told that native code may be used.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx128m", "-Dio.netty.leakDetection.level=paranoid"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath));
        command.addAll(List.of(program.getName(), argument));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            String said = Files.readString(output);
            assertThat(ended).as(said).isTrue();
            assertThat(process.exitValue()).as(said).isZero();
            return said;
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }
}
