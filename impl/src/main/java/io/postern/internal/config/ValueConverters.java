package io.postern.internal.config;

import io.postern.Dispatch;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * From the text of a value to its type. Each refuses a text with an {@link
 * IllegalArgumentException} whose message completes the sentence "the value ...".
 */
final class ValueConverters {

    private static final String NONE = "none";

    private ValueConverters() {}

    /** {@code true} or {@code false} and nothing else: a typing error must not mean false. */
    static boolean bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    /** {@code on} or {@code off}. */
    static boolean onOff(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException("must be on or off");
        };
    }

    /** One of the constants of {@code type}, written in kebab-case. */
    static <E extends Enum<E>> Function<String, E> choice(Class<E> type) {
        return text ->
                Arrays.stream(type.getEnumConstants())
                        .filter(constant -> kebabCase(constant).equalsIgnoreCase(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(oneOf(type)));
    }

    private static String oneOf(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(ValueConverters::kebabCase)
                .collect(Collectors.joining(", ", "must be one of ", ""));
    }

    private static String kebabCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Function<String, Integer> integer(IntRange range) {
        return text -> {
            try {
                int value = Integer.parseInt(text);
                if (range.contains(value)) {
                    return value;
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("must be a whole number, " + range.rule(), e);
            }
            throw new IllegalArgumentException("must be " + range.rule());
        };
    }

    /** A number from 1, or {@code none} for no limit. */
    static int numberOrNone(String text) {
        return orNone(text, SocketConfig.NO_LIMIT, integer(IntRange.POSITIVE));
    }

    static int size(String text) {
        long bytes = ByteSize.of(text).bytes();
        if (!IntRange.SIZE.contains(bytes)) {
            throw new IllegalArgumentException("must be " + IntRange.SIZE.rule() + " bytes");
        }
        return (int) bytes;
    }

    static Duration timeout(String text) {
        Duration timeout = ConfigDuration.of(text);
        if (!TimeoutRange.contains(timeout)) {
            throw new IllegalArgumentException("must be " + TimeoutRange.RULE);
        }
        return timeout;
    }

    /** A timeout; {@code none} and zero are no timeout and become {@link Duration#ZERO}. */
    static Duration timeoutOrNone(String text) {
        return orNone(
                text,
                Duration.ZERO,
                t -> ConfigDuration.of(t).isZero() ? Duration.ZERO : timeout(t));
    }

    static int drainCloseCode(String text) {
        return switch (text) {
            case "1001" -> DrainConfig.GOING_AWAY;
            case "1012" -> DrainConfig.SERVICE_RESTART;
            default ->
                    throw new IllegalArgumentException(
                            "must be 1001 (going away) or 1012 (service restart)");
        };
    }

    /** The threads that call endpoints, where this virtual machine has them. */
    static Dispatch dispatch(String text) {
        Dispatch dispatch = choice(Dispatch.class).apply(text);
        Optional<String> missing = VirtualThreads.missing();
        if (dispatch == Dispatch.VIRTUAL && missing.isPresent()) {
            throw new IllegalArgumentException(
                    "cannot be used here: " + missing.get() + "; choose managed or event-loop");
        }
        return dispatch;
    }

    /** The time between two looks; {@code none} and zero are never and become empty. */
    static Optional<Duration> reloadInterval(String text) {
        return orNone(text, Optional.empty(), ValueConverters::intervalOrZero);
    }

    private static Optional<Duration> intervalOrZero(String text) {
        Duration interval = ConfigDuration.of(text);
        if (interval.isZero()) {
            return Optional.empty();
        }
        if (!ReloadConfig.isInterval(interval)) {
            throw new IllegalArgumentException("must be " + ReloadConfig.INTERVAL_RULE);
        }
        return Optional.of(interval);
    }

    private static <T> T orNone(String text, T none, Function<String, T> converter) {
        if (text.equalsIgnoreCase(NONE)) {
            return none;
        }
        try {
            return converter.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + ", or " + NONE, e);
        }
    }

    static String host(String text) {
        if (!SocketConfig.isHost(text)) {
            throw new IllegalArgumentException("must be " + SocketConfig.HOST_RULE);
        }
        return text;
    }

    /** A context path; the slash at its end is dropped. */
    static String contextPath(String text) {
        boolean endsWithSlash = text.length() > 1 && text.endsWith("/") && !text.endsWith("//");
        String path = endsWithSlash ? text.substring(0, text.length() - 1) : text;
        if (!UpgradeConfig.isContextPath(path)) {
            throw new IllegalArgumentException("must be " + UpgradeConfig.CONTEXT_PATH_RULE);
        }
        return path;
    }

    static Path file(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("must be the path of a file: " + e.getReason(), e);
        }
    }

    /** The address of an OCSP responder. */
    static URI responder(String text) {
        try {
            URI responder = new URI(text);
            if (Revocation.Ocsp.isResponder(responder)) {
                return responder;
            }
        } catch (URISyntaxException e) {
            // its message repeats the text, which may have a password in it
        }
        throw new IllegalArgumentException("must be " + Revocation.Ocsp.RESPONDER_RULE);
    }
}
