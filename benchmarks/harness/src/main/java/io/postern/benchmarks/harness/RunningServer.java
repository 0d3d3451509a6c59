package io.postern.benchmarks.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.FileWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;

/** The process of a server, and what the operating system says about it. */
final class RunningServer implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 180;

    private final String title;
    private final Process process;
    private final Path log;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final long begun = System.nanoTime();
    private volatile String readyLine = "";
    private volatile Duration startTime = Duration.ZERO;

    private RunningServer(String title, Process process, Path log) {
        this.title = title;
        this.process = process;
        this.log = log;
    }

    /** Starts a server and waits until it listens. */
    static RunningServer start(String title, Launch launch, Path log) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(launch.command()).redirectErrorStream(true);
        builder.environment().putAll(launch.environment());
        RunningServer server = new RunningServer(title, builder.start(), log);
        Thread reader = new Thread(() -> server.readOutput(launch), "output of " + title);
        reader.setDaemon(true);
        reader.start();
        try {
            awaitAccepting(server.port.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            server.startTime = Duration.ofNanos(System.nanoTime() - server.begun);
            return server;
        } catch (ExecutionException | TimeoutException e) {
            server.process.destroyForcibly();
            throw new IllegalStateException(
                    title + " did not start to listen; its messages are in " + log, e);
        }
    }

    /** A server may say that the application is ready before its port is. */
    private static void awaitAccepting(int port) throws InterruptedException, TimeoutException {
        for (long i = 0; port != 0 && i < PATIENCE_SECONDS * 100; i++) {
            try (Socket connected = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                Thread.sleep(10);
            }
        }
        if (port != 0) {
            throw new TimeoutException("nothing accepts on port " + port);
        }
    }

    /** To its end, for a process whose output nobody takes would stop. */
    private void readOutput(Launch launch) {
        try (BufferedReader lines = process.inputReader();
                PrintWriter copy =
                        new PrintWriter(new FileWriter(log.toFile(), UTF_8, true), true)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                copy.println(line);
                Matcher ready = launch.ready().matcher(line);
                if (ready.find()) {
                    readyLine = line;
                    port.complete(
                            ready.groupCount() > 0
                                    ? Integer.parseInt(ready.group(1))
                                    : launch.port());
                }
            }
        } catch (IOException e) {
            port.completeExceptionally(e);
        }
        port.completeExceptionally(new IOException("its output has ended"));
    }

    String title() {
        return title;
    }

    int port() {
        return port.join();
    }

    /** The line with which it said that it is ready. */
    String readyLine() {
        return readyLine;
    }

    /** From the start of the process until it listened. */
    Duration startTime() {
        return startTime;
    }

    long pid() {
        return process.pid();
    }

    /** Processor time that it has used, in user mode and in the system; counted in 10 ms. */
    Duration cpu() {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException(title + " has ended; see " + log));
    }

    /**
     * Collects its garbage and gives back what the C library has free, then says how much memory is
     * resident, in bytes. Linux only.
     */
    long residentBytes() throws Exception {
        // Twice: the first collection may leave what awaits cleaning.
        command("GC.run");
        command("GC.run");
        command("System.trim_native_heap");
        for (String line : Files.readAllLines(Path.of("/proc/" + pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new IllegalStateException("/proc/" + pid() + "/status has no VmRSS");
    }

    /** To its virtual machine. */
    private void command(String command) throws Exception {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process sent =
                new ProcessBuilder(jcmd, Long.toString(pid()), command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectErrorStream(true)
                        .start();
        if (sent.waitFor() != 0) {
            throw new IllegalStateException(
                    "jcmd %d %s, which is for %s, has failed".formatted(pid(), command, title));
        }
    }

    /** Ends it, by the end of its standard input where it knows that, and a signal. */
    @Override
    public void close() throws Exception {
        process.getOutputStream().close();
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
