package io.postern.internal.listener;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many objects of each class are left after a garbage collection.
 *
 * @param histogram as {@code jcmd GC.class_histogram}: rank, instances, bytes, class and module
 */
record LiveObjects(String histogram) {

    private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(\\S+).*");

    static LiveObjects count() throws Exception {
        return new LiveObjects(DiagnosticCommand.run("gcClassHistogram"));
    }

    private Map<String, Long> byClass() {
        Map<String, Long> counts = new TreeMap<>();
        histogram
                .lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .forEach(m -> counts.merge(m.group(2), Long.valueOf(m.group(1)), Long::sum));
        return counts;
    }

    /** All objects of the classes with such a name. */
    long matching(String regex) {
        return byClass().entrySet().stream()
                .filter(one -> one.getKey().matches(regex))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
