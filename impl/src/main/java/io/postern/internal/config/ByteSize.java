package io.postern.internal.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes, written as {@code 65536}, {@code 64k}, {@code 1m} or {@code 2g}, in either
 * case; k is 1024 bytes, m is 1024 k and g is 1024 m.
 *
 * @param bytes not negative
 */
public record ByteSize(long bytes) {

    static final String FORMS = "a size such as 65536 (bytes), 64k, 1m or 2g";

    private static final Pattern FORM = Pattern.compile("([0-9]+)([kKmMgG]?)");

    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must not be negative, but is " + bytes);
        }
    }

    /**
     * Reads a size.
     *
     * @throws IllegalArgumentException when {@code text} has another form or is more than {@link
     *     Long#MAX_VALUE} bytes
     */
    public static ByteSize of(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("must be " + FORMS);
        }
        try {
            long number = Long.parseLong(form.group(1));
            return new ByteSize(Math.multiplyExact(number, unit(form.group(2))));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("must be less than 2^63 bytes", e);
        }
    }

    private static long unit(String suffix) {
        return switch (suffix) {
            case "k", "K" -> 1L << 10;
            case "m", "M" -> 1L << 20;
            case "g", "G" -> 1L << 30;
            default -> 1;
        };
    }

    /** The shortest form that {@link #of} reads back as the same size. */
    @Override
    public String toString() {
        if (bytes == 0 || bytes % (1L << 10) != 0) {
            return Long.toString(bytes);
        }
        if (bytes % (1L << 20) != 0) {
            return (bytes >> 10) + "k";
        }
        return bytes % (1L << 30) != 0 ? (bytes >> 20) + "m" : (bytes >> 30) + "g";
    }
}
