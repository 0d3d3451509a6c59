package io.postern.internal.cdi;

import java.io.IOException;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** What an application may not leave behind in the virtual machine that calls this. */
final class ProcessState {

    /** Linux alone tells; elsewhere a crash and the collected class loader have to do. */
    private static final Path MEMORY_MAP = Path.of("/proc/self/maps");

    private static final int TRIES = 100;
    private static final long TRY_MILLIS = 100;
    private static final int THREADS = 20;

    private ProcessState() {}

    /** Forces collections until the class loader has gone, and the native library after it. */
    static void awaitNothingLeftOf(WeakReference<ClassLoader> loader) throws Exception {
        await(() -> loader.get() == null, "the class loader is not collected");
        await(() -> !isLibraryMapped(), "the native library is still mapped");
    }

    private static void await(Callable<Boolean> condition, String failure) throws Exception {
        ReferenceQueue<Object> collections = new ReferenceQueue<>();
        for (int i = 0; i < TRIES; i++) {
            if (condition.call()) {
                return;
            }
            System.gc();
            collections.remove(TRY_MILLIS);
        }
        throw new AssertionError(failure);
    }

    static void checkLibrary(boolean expected) throws IOException {
        check(
                !Files.exists(MEMORY_MAP) || isLibraryMapped() == expected,
                "the native library is mapped: " + !expected);
    }

    private static boolean isLibraryMapped() throws IOException {
        return Files.exists(MEMORY_MAP)
                && Files.readString(MEMORY_MAP, StandardCharsets.ISO_8859_1).contains("tcnative");
    }

    /** The listener's threads and those of Netty have ended. */
    static void checkThreads() {
        List<String> left = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            String name = thread.getName().toLowerCase(Locale.ROOT);
            boolean netty = name.contains("netty") || name.contains("globaleventexecutor");
            if (netty || name.startsWith("postern")) {
                left.add(thread.getName());
            }
        }
        check(left.isEmpty(), "threads left: " + left);
    }

    static void check(boolean condition, String failure) {
        if (!condition) {
            throw new AssertionError(failure);
        }
    }

    static void startAndEndThreads() throws InterruptedException {
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> {}, "short-lived");
            thread.start();
            thread.join();
        }
    }
}
