import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Writes tables, in Markdown, and a plot of the processor time, from the results of a run:
 *
 * <pre>java benchmarks/Report.java RESULTS.csv PLOT.svg</pre>
 *
 * <p>Each value is the median of its rounds. In parentheses it is compared with bare Netty's.
 */
final class Report {

    private static final String REFERENCE = "netty";

    private static final Map<String, String> FIGURES = new LinkedHashMap<>();

    static {
        FIGURES.put("cpu_us", "Processor time of the server for each message or handshake, µs");
        FIGURES.put("per_second", "Messages or handshakes per second");
        FIGURES.put("p50_us", "Time until the reply, median, µs");
        FIGURES.put("p99_us", "Time until the reply, p99, µs");
        FIGURES.put("p999_us", "Time until the reply, p99.9, µs");
        FIGURES.put("resident_kib", "Resident memory for each idle connection, KiB");
        FIGURES.put("calm_p50_us", "Round trip of live connections, median, µs");
        FIGURES.put("storm_p50_us", "The same during a storm of handshakes, µs");
        FIGURES.put("storm_p50_ratio", "During / before");
        FIGURES.put("calm_p99_us", "Round trip of live connections, p99, µs");
        FIGURES.put("storm_p99_us", "The same during a storm of handshakes, µs");
        FIGURES.put("storm_p99_ratio", "During / before");
        FIGURES.put("storm_per_second", "Handshakes per second in the storm");
        FIGURES.put("start_ms", "From the start of the process until it listens, ms");
        FIGURES.put("start_cpu_ms", "Processor time of that, ms");
        FIGURES.put("deploy_ms", "Deployment, as the server says, ms");
    }

    private record Cell(String work, String server, String figure) {}

    private final Map<Cell, List<Double>> values = new LinkedHashMap<>();
    private final Set<String> works = new LinkedHashSet<>();
    private final Set<String> servers = new LinkedHashSet<>();
    private final Set<String> comments = new LinkedHashSet<>();

    public static void main(String... arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("Expected the results and the file for the plot");
        }
        Report report = new Report();
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            report.read(line);
        }
        System.out.print(report.tables());
        Files.writeString(Path.of(arguments[1]), report.plot());
    }

    private void read(String line) {
        if (line.startsWith("#")) {
            comments.add(line.substring(1).strip());
        } else if (!line.startsWith("work,")) {
            String[] fields = line.split(",");
            works.add(fields[0]);
            servers.add(fields[1]);
            values.computeIfAbsent(
                            new Cell(fields[0], fields[1], fields[3]), cell -> new ArrayList<>())
                    .add(Double.parseDouble(fields[4]));
        }
    }

    /** The median; not a number where nothing was measured. */
    private double value(String work, String server, String figure) {
        List<Double> all = values.get(new Cell(work, server, figure));
        if (all == null) {
            return Double.NaN;
        }
        List<Double> sorted = new ArrayList<>(all);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private String tables() {
        StringBuilder text = new StringBuilder(String.join("; ", comments)).append("\n");
        FIGURES.forEach((figure, title) -> table(text, figure, title));
        return text.toString();
    }

    private void table(StringBuilder text, String figure, String title) {
        List<String> rows = works.stream().filter(work -> has(work, figure)).toList();
        if (rows.isEmpty()) {
            return;
        }
        List<String> columns =
                servers.stream()
                        .filter(
                                server ->
                                        rows.stream()
                                                .anyMatch(
                                                        w ->
                                                                !Double.isNaN(
                                                                        value(w, server, figure))))
                        .toList();
        text.append("\n### ").append(title).append("\n\n| |");
        columns.forEach(server -> text.append(' ').append(server).append(" |"));
        text.append("\n|---|").append("---:|".repeat(columns.size())).append('\n');
        for (String work : rows) {
            text.append("| ").append(work).append(" |");
            columns.forEach(
                    server -> text.append(' ').append(cell(work, server, figure)).append(" |"));
            text.append('\n');
        }
    }

    private boolean has(String work, String figure) {
        return servers.stream().anyMatch(server -> !Double.isNaN(value(work, server, figure)));
    }

    private String cell(String work, String server, String figure) {
        double value = value(work, server, figure);
        if (Double.isNaN(value)) {
            return "–";
        }
        double reference = value(reference(work), REFERENCE, figure);
        String number = number(value);
        return Double.isNaN(reference) || server.equals(REFERENCE) || figure.endsWith("ratio")
                ? number
                : number + " (" + number(value / reference) + ")";
    }

    /** Postern's own broadcast is compared with the same from bare Netty. */
    private static String reference(String work) {
        return work.replace("selection-", "broadcast-");
    }

    private static String number(double value) {
        String format = value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f";
        return String.format(Locale.ROOT, format, value);
    }

    private static final String[] COLOURS = {
        "#000000", "#1b6ac9", "#0b2f66", "#c9421b", "#c98f1b", "#2f9e44", "#7fc97f", "#8e44ad",
        "#e377c2", "#17a2a2", "#888888"
    };
    private static final int LEFT = 170;
    private static final int RIGHT = 800;
    private static final int TOP = 70;
    private static final int ROW = 24;
    private static final double LEAST = 0.5;
    private static final double MOST = 64;

    /** A row for each work, a dot for each server: its processor time as a multiple of Netty's. */
    private String plot() {
        List<String> rows =
                works.stream()
                        .filter(work -> !Double.isNaN(value(reference(work), REFERENCE, "cpu_us")))
                        .toList();
        int bottom = TOP + ROW * rows.size();
        StringBuilder svg = new StringBuilder();
        line(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"sans-serif\" font-size=\"12\">",
                RIGHT + 30,
                bottom + 40);
        line(svg, "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>");
        for (double tick = LEAST; tick <= MOST; tick *= 2) {
            line(
                    svg,
                    "<line x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"%2$d\" y2=\"%3$d\" stroke=\"#ddd\"/>",
                    x(tick),
                    TOP - 10,
                    bottom);
            line(
                    svg,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                    x(tick),
                    bottom + 16,
                    tick < 1 ? "0.5" : (int) tick);
        }
        line(
                svg,
                "<text x=\"%d\" y=\"%d\">processor time of the server, as a multiple of bare"
                        + " Netty's</text>",
                LEFT,
                bottom + 34);
        int number = 0;
        for (String server : servers) {
            dots(svg, rows, server, number++);
        }
        for (int row = 0; row < rows.size(); row++) {
            line(
                    svg,
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
                    LEFT - 12,
                    TOP + ROW * row + ROW / 2 + 4,
                    rows.get(row));
        }
        return svg.append("</svg>\n").toString();
    }

    private void dots(StringBuilder svg, List<String> rows, String server, int number) {
        String colour = COLOURS[number % COLOURS.length];
        int legend = LEFT + number % 5 * 130;
        int height = 20 + number / 5 * 18;
        line(svg, "<circle cx=\"%d\" cy=\"%d\" r=\"5\" fill=\"%s\"/>", legend, height - 4, colour);
        line(svg, "<text x=\"%d\" y=\"%d\">%s</text>", legend + 9, height, server);
        for (int row = 0; row < rows.size(); row++) {
            double reference = value(reference(rows.get(row)), REFERENCE, "cpu_us");
            double ratio = value(rows.get(row), server, "cpu_us") / reference;
            if (!Double.isNaN(ratio)) {
                line(
                        svg,
                        "<circle cx=\"%.1f\" cy=\"%d\" r=\"5\" fill=\"%s\" fill-opacity=\"0.8\"/>",
                        x(ratio),
                        TOP + ROW * row + ROW / 2,
                        colour);
            }
        }
    }

    private static void line(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static double x(double ratio) {
        double bounded = Math.max(LEAST, Math.min(MOST, ratio));
        return LEFT + (RIGHT - LEFT) * Math.log(bounded / LEAST) / Math.log(MOST / LEAST);
    }
}
