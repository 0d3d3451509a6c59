package io.postern.benchmarks.harness;

import java.io.IOException;

/**
 * Gives one processor to a server and the others to this process, with the command {@code taskset},
 * until it is closed. A machine that has only one is not divided.
 */
final class Processors implements AutoCloseable {

    private static final int ALL = Runtime.getRuntime().availableProcessors();

    private Processors() {}

    static Processors divide(long server) throws IOException, InterruptedException {
        Processors divided = new Processors();
        if (ALL > 1) {
            confine(server, "0");
            confine(ProcessHandle.current().pid(), ALL == 2 ? "1" : "1-" + (ALL - 1));
        }
        return divided;
    }

    /** All threads that there are; those to come inherit it. */
    private static void confine(long process, String processors)
            throws IOException, InterruptedException {
        Process taskset =
                new ProcessBuilder(
                                "taskset",
                                "--all-tasks",
                                "--cpu-list",
                                "--pid",
                                processors,
                                Long.toString(process))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        if (taskset.waitFor() != 0) {
            throw new IOException("taskset could not confine " + process + " to " + processors);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (ALL > 1) {
            confine(ProcessHandle.current().pid(), "0-" + (ALL - 1));
        }
    }
}
