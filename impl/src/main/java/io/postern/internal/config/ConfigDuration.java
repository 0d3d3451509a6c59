package io.postern.internal.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as they are written in the configuration. */
public final class ConfigDuration {

    static final String FORMS = "a duration such as 500ms, 10s, 2m, 1h or PT1M30S (ISO-8601)";

    private static final Pattern SHORT_FORM = Pattern.compile("([0-9]+)(ms|s|m|h)");

    private ConfigDuration() {}

    /**
     * Reads {@code 500ms}, {@code 10s}, {@code 2m}, {@code 1h}, {@code 0}, or the ISO-8601 form of
     * {@link Duration#parse}, in either case.
     *
     * @throws IllegalArgumentException when {@code text} has another form (a number without a unit
     *     is none), is negative, or is beyond what {@link Duration} holds
     */
    public static Duration of(String text) {
        String form = text.strip().toLowerCase(Locale.ROOT);
        if (form.equals("0")) {
            return Duration.ZERO;
        }
        Matcher shortForm = SHORT_FORM.matcher(form);
        if (shortForm.matches()) {
            return ofUnits(shortForm.group(1), shortForm.group(2));
        }
        return iso(form);
    }

    private static Duration ofUnits(String number, String unit) {
        try {
            long amount = Long.parseLong(number);
            return switch (unit) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                default -> Duration.ofHours(amount);
            };
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("must be a shorter duration", e);
        }
    }

    private static Duration iso(String form) {
        Duration duration;
        try {
            duration = Duration.parse(form);
        } catch (DateTimeParseException e) {
            String cause = form.matches("[0-9.]+") ? "must have a unit: " : "must be ";
            throw new IllegalArgumentException(cause + FORMS, e);
        }
        if (duration.isNegative()) {
            throw new IllegalArgumentException("must not be negative");
        }
        return duration;
    }
}
