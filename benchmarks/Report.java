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
    private static final String NONE = "–";

    /** Of works that are load: a table for each figure. */
    private static final Map<String, String> OF_LOAD = new LinkedHashMap<>();

    /** Of other works: a column for each figure. */
    private static final Map<String, String> OF_OTHERS = new LinkedHashMap<>();

    static {
        OF_LOAD.put("cpu_us", "Processor time of the server for each message or handshake, µs");
        OF_LOAD.put("p50_us", "Time until the reply, median, µs");
        OF_LOAD.put("p99_us", "Time until the reply, p99, µs");
        OF_OTHERS.put("calm_p50_us", "p50 before, µs");
        OF_OTHERS.put("storm_p50_us", "p50 during, µs");
        OF_OTHERS.put("storm_p50_ratio", "p50, ratio");
        OF_OTHERS.put("calm_p99_us", "p99 before, µs");
        OF_OTHERS.put("storm_p99_us", "p99 during, µs");
        OF_OTHERS.put("storm_p99_ratio", "p99, ratio");
        OF_OTHERS.put("storm_per_second", "handshakes per second");
        OF_OTHERS.put("resident_kib", "resident memory of a connection, KiB");
        OF_OTHERS.put("start_ms", "until it listens, ms");
        OF_OTHERS.put("start_cpu_ms", "processor time of that, ms");
        OF_OTHERS.put("deploy_ms", "deployment, as the server says, ms");
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
        OF_LOAD.forEach(
                (figure, title) -> {
                    text.append("\n### ").append(title).append('\n');
                    groups(figure).forEach((group, members) -> load(text, figure, group, members));
                });
        works.forEach(work -> other(text, work));
        return text.toString();
    }

    /** Works with this figure, by the first word of their names and what follows it. */
    private Map<String, List<String>> groups(String figure) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (String work : works) {
            if (has(work, figure)) {
                groups.computeIfAbsent(group(work), group -> new ArrayList<>()).add(work);
            }
        }
        return groups;
    }

    private static String group(String work) {
        return work.replaceFirst("^(echo-[a-z]+|[a-z]+)-.*", "$1");
    }

    /** A column for each work. */
    private void load(StringBuilder text, String figure, String group, List<String> members) {
        List<String> titles =
                members.stream().map(work -> work.substring(group.length() + 1)).toList();
        head(text, group, titles);
        for (String server : servers) {
            List<String> cells = members.stream().map(work -> cell(work, server, figure)).toList();
            row(text, server, cells);
        }
    }

    /** A column for each figure. */
    private void other(StringBuilder text, String work) {
        List<String> figures = OF_OTHERS.keySet().stream().filter(f -> has(work, f)).toList();
        if (figures.isEmpty()) {
            return;
        }
        text.append("\n### ").append(work).append('\n');
        head(text, "", figures.stream().map(OF_OTHERS::get).toList());
        for (String server : servers) {
            List<String> cells =
                    figures.stream().map(f -> number(value(work, server, f))).toList();
            row(text, server, cells);
        }
    }

    private static void head(StringBuilder text, String first, List<String> titles) {
        text.append("\n| ").append(first).append(" | ").append(String.join(" | ", titles));
        text.append(" |\n|---|").append("---:|".repeat(titles.size())).append('\n');
    }

    private static void row(StringBuilder text, String server, List<String> cells) {
        if (cells.stream().anyMatch(cell -> !cell.equals(NONE))) {
            text.append("| ").append(server).append(" | ").append(String.join(" | ", cells));
            text.append(" |\n");
        }
    }

    private boolean has(String work, String figure) {
        return servers.stream().anyMatch(server -> !Double.isNaN(value(work, server, figure)));
    }

    private String cell(String work, String server, String figure) {
        double value = value(work, server, figure);
        double reference = value(reference(work), REFERENCE, figure);
        String number = number(value);
        return Double.isNaN(value / reference) || server.equals(REFERENCE)
                ? number
                : number + " (" + number(value / reference) + ")";
    }

    /** Postern's own broadcast is compared with the same from bare Netty. */
    private static String reference(String work) {
        return work.replace("selection-", "broadcast-");
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return NONE;
        }
        String format = value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f";
        return String.format(Locale.ROOT, format, value);
    }

    private static final String[] COLOURS = {
        "#000000", "#1b6ac9", "#0b2f66", "#c9421b", "#c98f1b", "#2f9e44", "#7fc97f", "#8e44ad",
        "#e377c2", "#17a2a2", "#888888", "#a05a2c", "#b5bd00", "#5e35b1"
    };
    private static final int LEFT = 170;
    private static final int RIGHT = 800;
    private static final int TOP = 120;
    private static final int ROW = 24;
    private static final int LEGEND_COLUMNS = 3;
    private static final int LEGEND_WIDTH = 215;
    private static final double LEAST = 0.25;
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
                    tick < 1 ? Double.toString(tick) : Integer.toString((int) tick));
        }
        line(
                svg,
                "<text x=\"%d\" y=\"%d\">processor time of the server, as a multiple of bare"
                        + " Netty's</text>",
                LEFT,
                bottom + 34);
        int number = 0;
        for (String server : servers) {
            if (rows.stream().anyMatch(work -> !Double.isNaN(value(work, server, "cpu_us")))) {
                dots(svg, rows, server, number++);
            }
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
        int legend = LEFT + number % LEGEND_COLUMNS * LEGEND_WIDTH;
        int height = 20 + number / LEGEND_COLUMNS * 18;
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
