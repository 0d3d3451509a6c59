package io.postern.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** The file with all figures, one on a line; what speaks against any of them is remembered. */
final class Results {

    private final Path file;
    private final List<String> faults = new ArrayList<>();

    /** Begins the file anew, with what has to be known of the machine. */
    Results(Path file) throws IOException {
        this.file = file;
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(
                file,
                """
                # date %s
                # machine %d processors, %s
                # java %s
                work,server,round,figure,value
                """
                        .formatted(
                                LocalDate.now(ZoneOffset.UTC),
                                Runtime.getRuntime().availableProcessors(),
                                processor(),
                                Runtime.version()));
    }

    private static String processor() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(file)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.replaceFirst(".*:\\s*", ""))
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    /** Adds the figures of one turn. */
    void add(Work work, Contender contender, int round, Measured measured) throws IOException {
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(measured.figures())
                .forEach(
                        (figure, value) ->
                                lines.append(
                                        String.format(
                                                Locale.ROOT,
                                                "%s,%s,%d,%s,%.3f%n",
                                                work.title(),
                                                contender.title(),
                                                round,
                                                figure,
                                                value)));
        Files.writeString(file, lines, StandardOpenOption.APPEND);
        System.out.print(lines);
        if (!measured.fault().isEmpty()) {
            fault(work, contender, measured.fault());
        }
    }

    /** One turn could not be measured, or not be believed. */
    void fault(Work work, Contender contender, String what) {
        faults.add(work.title() + ", " + contender.title() + ": " + what);
        System.out.println("FAULT " + faults.get(faults.size() - 1));
    }

    List<String> faults() {
        return faults;
    }
}
