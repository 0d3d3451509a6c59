package io.postern.internal.listener;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What this JVM holds, and what a listener's threads have asked for. */
final class Memory {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Memory() {}

    /**
     * What the process has outside of the heap, in KiB, once it does not fall any more; for Linux.
     * The heap may grow as it likes up to its bound.
     */
    static long residentKib() throws Exception {
        long least = Long.MAX_VALUE;
        for (int times = 0; times < 5; times++) {
            ManagementFactory.getMemoryMXBean().gc();
            long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
            least = Math.min(least, statusKib("VmRSS:") - heap / 1024);
        }
        return least;
    }

    private static long statusKib(String field) throws Exception {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }

    /** The bytes that Netty's allocator keeps outside of the heap. */
    static long direct() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
    }

    /** The bytes of heap that each thread of a listener has ever asked for, by its id. */
    static Map<Long, Long> allocated() {
        Map<Long, Long> allocated = new TreeMap<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("postern-")) {
                allocated.put(thread.getId(), THREADS.getThreadAllocatedBytes(thread.getId()));
            }
        }
        return allocated;
    }
}
