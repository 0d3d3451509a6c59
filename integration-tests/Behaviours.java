import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Writes the table of behaviours from test reports, in Markdown:
 *
 * <pre>java integration-tests/Behaviours.java integration-tests/behaviours.txt REPORTS...</pre>
 *
 * <p>Each of REPORTS is a directory failsafe-reports of one run, with a directory for each server.
 * A cell says how many tests have shown the behaviour there; a dash, that none did. It fails where a
 * test has failed, or is named that is nowhere in the reports.
 */
final class Behaviours {

    /** How many tests passed and failed; those that were skipped are neither. */
    private record Count(int passed, int failed) {

        Count plus(Count other) {
            return new Count(passed + other.passed, failed + other.failed);
        }
    }

    /** Of each server, its tests as {@code Class.method}, and {@code Class.*}. */
    private final Map<String, Map<String, Count>> columns = new TreeMap<>();

    public static void main(String... arguments) throws Exception {
        Behaviours table = new Behaviours();
        for (String reports : List.of(arguments).subList(1, arguments.length)) {
            table.read(Path.of(reports));
        }
        Set<String> wrong = table.write(Path.of(arguments[0]));
        if (!wrong.isEmpty()) {
            System.err.println(String.join(System.lineSeparator(), wrong));
            System.exit(1);
        }
    }

    private void read(Path reports) throws Exception {
        try (Stream<Path> files = Files.walk(reports)) {
            for (Path file : files.filter(Behaviours::isReport).sorted().toList()) {
                read(file.getParent().getFileName().toString(), file);
            }
        }
    }

    private static boolean isReport(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("TEST-") && name.endsWith(".xml");
    }

    private void read(String server, Path report) throws Exception {
        Document document =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(report.toFile());
        String java = "?";
        for (Element property : elements(document, "property")) {
            if (property.getAttribute("name").equals("java.specification.version")) {
                java = property.getAttribute("value");
            }
        }
        for (Element test : elements(document, "testcase")) {
            boolean se = test.getAttribute("classname").contains("OnCdiSe");
            String column = (se ? "CDI SE" : title(server)) + ", Java " + java;
            String type = test.getAttribute("classname").replaceFirst(".*[.$]", "");
            String method = test.getAttribute("name").replaceFirst("[({\\[].*", "").strip();
            Map<String, Count> tests = columns.computeIfAbsent(column, c -> new TreeMap<>());
            tests.merge(type + "." + method, count(test), Count::plus);
            tests.merge(type + ".*", count(test), Count::plus);
        }
    }

    private static Count count(Element test) {
        if (test.getElementsByTagName("skipped").getLength() > 0) {
            return new Count(0, 0);
        }
        boolean failed =
                test.getElementsByTagName("failure").getLength()
                                + test.getElementsByTagName("error").getLength()
                        > 0;
        return failed ? new Count(0, 1) : new Count(1, 0);
    }

    private static String title(String server) {
        return switch (server) {
            case "liberty" -> "Open Liberty";
            case "payara" -> "Payara";
            case "wildfly" -> "WildFly";
            default -> server;
        };
    }

    private static List<Element> elements(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    /** Returns what is wrong with the behaviours. */
    private Set<String> write(Path behaviours) throws IOException {
        Set<String> wrong = new LinkedHashSet<>();
        System.out.println("| behaviour | " + String.join(" | ", columns.keySet()) + " |");
        System.out.println("|---|" + "---|".repeat(columns.size()));
        for (Map.Entry<String, List<String>> row : rows(behaviours).entrySet()) {
            StringBuilder line = new StringBuilder("| " + row.getKey());
            for (String column : columns.keySet()) {
                line.append(" | ").append(cell(row, column, wrong));
            }
            System.out.println(line.append(" |"));
        }
        return wrong;
    }

    private String cell(Map.Entry<String, List<String>> row, String column, Set<String> wrong) {
        Map<String, Count> tests = columns.get(column);
        Count sum = new Count(0, 0);
        for (String test : row.getValue()) {
            sum = sum.plus(tests.getOrDefault(test, new Count(0, 0)));
            if (columns.values().stream().noneMatch(all -> all.containsKey(test))) {
                wrong.add("no test is called " + test);
            }
        }
        if (sum.failed() > 0) {
            wrong.add(sum.failed() + " failed on " + column + ": " + row.getKey());
        }
        return sum.failed() > 0 ? "failed" : sum.passed() == 0 ? "–" : "✓ " + sum.passed();
    }

    /** Each a line with the behaviour, followed by indented lines with the tests that show it. */
    private static Map<String, List<String>> rows(Path behaviours) throws IOException {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        String behaviour = "";
        for (String line : Files.readAllLines(behaviours)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith(" ")) {
                rows.computeIfAbsent(behaviour, b -> new ArrayList<>()).add(line.strip());
            } else {
                behaviour = line.strip();
            }
        }
        return rows;
    }
}
