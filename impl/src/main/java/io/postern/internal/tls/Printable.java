package io.postern.internal.tls;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Text from outside (paths, aliases, names in certificates), made fit for one line of a message.
 */
public final class Printable {

    private static final int MAX_CODE_POINTS = 4000;
    private static final int MAX_ITEMS = 20;

    private Printable() {}

    /** The text with everything escaped that could break, hide or reorder a line. */
    public static String of(Object value) {
        String text = value.toString();
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().limit(MAX_CODE_POINTS).forEach(c -> append(line, c));
        return text.codePoints().skip(MAX_CODE_POINTS).findAny().isPresent()
                ? line.append("...").toString()
                : line.toString();
    }

    /** The same in quotes. */
    static String quoted(Object value) {
        return "'" + of(value) + "'";
    }

    /** Quoted and separated by commas; "none" when there are none. */
    static String list(List<String> values) {
        if (values.isEmpty()) {
            return "none";
        }
        String shown =
                values.stream()
                        .sorted()
                        .limit(MAX_ITEMS)
                        .map(Printable::quoted)
                        .collect(Collectors.joining(", "));
        int more = values.size() - MAX_ITEMS;
        return more > 0 ? shown + " and " + more + " more" : shown;
    }

    private static void append(StringBuilder line, int codePoint) {
        switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    line.append(String.format("\\u%04x", codePoint));
            default -> line.appendCodePoint(codePoint);
        }
    }
}
