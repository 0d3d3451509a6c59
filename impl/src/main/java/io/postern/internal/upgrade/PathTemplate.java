package io.postern.internal.upgrade;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A path in which whole segments may be variables: {@code /chat/{room}} (level 1 of RFC 6570, as
 * Jakarta WebSocket 2.1 section 3.1.1 asks). A trailing slash matters; letters' case matters.
 */
final class PathTemplate {

    /** Compares by what matches first: left to right, a literal before a variable. */
    static final Comparator<PathTemplate> MOST_SPECIFIC_FIRST =
            Comparator.comparing(PathTemplate::shape);

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w[\\w.-]*)}");

    private sealed interface Segment {}

    private record Literal(String text) implements Segment {}

    private record Variable(String name) implements Segment {}

    private final String template;
    private final List<Segment> segments;

    private PathTemplate(String template, List<Segment> segments) {
        this.template = template;
        this.segments = List.copyOf(segments);
    }

    /**
     * Parses a template.
     *
     * @throws IllegalArgumentException that says which rule it breaks
     */
    static PathTemplate parse(String template) {
        if (!template.startsWith("/")) {
            throw new IllegalArgumentException("a path must begin with '/'");
        }
        List<Segment> segments = new ArrayList<>();
        Set<String> names = new HashSet<>();
        if (template.contains("//")) {
            throw new IllegalArgumentException("a path has no empty segment: '//'");
        }
        for (String text : split(template)) {
            Segment segment = segment(text);
            if (segment instanceof Variable variable && !names.add(variable.name())) {
                throw new IllegalArgumentException(
                        "the variable {" + variable.name() + "} stands in it twice");
            }
            segments.add(segment);
        }
        return new PathTemplate(template, segments);
    }

    private static Segment segment(String text) {
        var variable = VARIABLE.matcher(text);
        if (variable.matches()) {
            return new Variable(variable.group(1));
        }
        if (text.contains("{") || text.contains("}")) {
            throw new IllegalArgumentException(
                    "a variable must be a whole segment, as in /chat/{room}; '"
                            + text
                            + "' is not");
        }
        if (text.contains("?") || text.contains("#")) {
            throw new IllegalArgumentException("a path has no query and no fragment");
        }
        if (text.contains("%")) {
            throw new IllegalArgumentException(
                    "a path is written as it is meant, not percent-encoded; '" + text + "' is not");
        }
        if (text.equals(".") || text.equals("..")) {
            throw new IllegalArgumentException(
                    "a path has no dot segments: clients resolve them before they ask");
        }
        return new Literal(text);
    }

    private static List<String> split(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    /**
     * Matches a request's path.
     *
     * @param path its percent-decoded segments
     * @return the variables' values, or empty where it does not match
     */
    Optional<Map<String, String>> match(List<String> path) {
        if (path.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < path.size(); i++) {
            String value = path.get(i);
            if (segments.get(i) instanceof Variable variable) {
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                values.put(variable.name(), value);
            } else if (!segments.get(i).equals(new Literal(value))) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    /** Equal for templates that match the same paths; orders the more specific first. */
    String shape() {
        StringBuilder shape = new StringBuilder();
        for (Segment segment : segments) {
            // U+FFFF sorts a variable behind every literal.
            shape.append('\0')
                    .append(segment instanceof Literal literal ? literal.text() : "\uFFFF");
        }
        return shape.toString();
    }

    @Override
    public String toString() {
        return template;
    }
}
