package io.postern.internal.config;

import java.util.regex.Pattern;

/** Makes a configured text fit for a message: one short line without credentials. */
final class Redaction {

    private static final int MAX_LENGTH = 120;
    private static final Pattern USER_INFO = Pattern.compile("//.*@");
    private static final Pattern LINE_BREAKERS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]");

    private Redaction() {}

    /** Hides {@code user:password@} of URIs, blanks control characters, cuts what is too long. */
    static String printable(String text) {
        String line = LINE_BREAKERS.matcher(text).replaceAll(" ");
        line = USER_INFO.matcher(line).replaceAll("//***@");
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "...";
    }
}
