package io.postern.internal.listener;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What this JVM holds, and what a listener's threads have asked for. */
final class Memory {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** The first line of a mapping, as {@code proc_pid_smaps(5)} has it. */
    private static final Pattern MAPPING = Pattern.compile("([0-9a-f]+)-[0-9a-f]+ ");

    private static final Pattern ADDRESS = Pattern.compile("0x([0-9a-f]{16})");

    private Memory() {}

    /**
     * What the process has outside of the heap, in KiB, once it does not fall any more; for Linux.
     * The heap may grow as it likes up to its bound, and takes memory when it first uses it.
     */
    static long residentKib() throws Exception {
        long least = Long.MAX_VALUE;
        for (int times = 0; times < 5; times++) {
            ManagementFactory.getMemoryMXBean().gc();
            least = Math.min(least, outsideHeapKib());
        }
        return least;
    }

    private static long outsideHeapKib() throws Exception {
        List<Long> heap = heap();
        long kib = 0;
        boolean outside = true;
        for (String line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
            Matcher mapping = MAPPING.matcher(line);
            if (mapping.lookingAt()) {
                long begin = Long.parseUnsignedLong(mapping.group(1), 16);
                outside = begin < heap.get(0) || begin >= heap.get(heap.size() - 1);
            } else if (outside && line.startsWith("Rss:")) {
                kib += Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        return kib;
    }

    /** The addresses of its parts, in their order: so much is reserved for it. */
    private static List<Long> heap() throws Exception {
        String info = DiagnosticCommand.run("gcHeapInfo");
        return ADDRESS.matcher(info)
                .results()
                .map(address -> Long.parseUnsignedLong(address.group(1), 16))
                .sorted()
                .toList();
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
