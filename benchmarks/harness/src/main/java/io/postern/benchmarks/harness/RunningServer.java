package io.postern.benchmarks.harness;

import java.io.BufferedReader;
import java.io.IOException;
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

    private static final long PATIENCE_SECONDS = 60;

    private final String title;
    private final Process process;
    private final Path log;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private volatile String readyLine = "";

    private RunningServer(String title, Process process, Path log) {
        this.title = title;
        this.process = process;
        this.log = log;
    }

    /** Starts a server and waits until it listens. */
    static RunningServer start(String title, Launch launch, Path log) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(launch.command())
                        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(launch.environment());
        RunningServer server = new RunningServer(title, builder.start(), log);
        Thread reader = new Thread(() -> server.readOutput(launch), "output of " + title);
        reader.setDaemon(true);
        reader.start();
        try {
            awaitAccepting(server.port.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
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
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
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

    long pid() {
        return process.pid();
    }

    /** Processor time that it has used, in user mode and in the system; counted in 10 ms. */
    Duration cpu() {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException(title + " has ended; see " + log));
    }

    /** Collects its garbage, then says how much memory is resident, in bytes. Linux only. */
    long residentBytes() throws Exception {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        // Twice: the first collection may leave what awaits cleaning.
        for (int i = 0; i < 2; i++) {
            Process collection =
                    new ProcessBuilder(jcmd, Long.toString(pid()), "GC.run")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectErrorStream(true)
                            .start();
            if (collection.waitFor() != 0) {
                throw new IllegalStateException("jcmd could not collect the garbage of " + title);
            }
        }
        for (String line : Files.readAllLines(Path.of("/proc/" + pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new IllegalStateException("/proc/" + pid() + "/status has no VmRSS");
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
