package io.postern.internal.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A key of one of several PEM pairs, such as {@code wss.tls.key-store.pem.1.cert}.
 *
 * @param number of the pair, from 1
 * @param part of the pair
 */
record PemPairKey(int number, Part part) implements Key {

    /** What belongs to a pair. */
    enum Part {
        /** The certificate chain as PEM: a file, {@code classpath:} or the text itself. */
        CERT,
        /** The private key as PEM: a file, {@code classpath:} or the text itself. */
        KEY,
        /** Opens an encrypted private key. */
        PASSWORD
    }

    private static final String PREFIX = ConfigKey.PEM_CERT.group() + ".";

    private static final Pattern VARIABLE =
            Pattern.compile(
                    ConfigKey.environmentName(PREFIX) + "([1-9][0-9]{0,8})_(CERT|KEY|PASSWORD)");

    private static final Pattern NUMBER = Pattern.compile("[._]([1-9][0-9]{0,8})[._]");

    @Override
    public String key() {
        return name(Integer.toString(number), part);
    }

    /** The key with {@code <n>} for the number. */
    static String template(Part part) {
        return name("<n>", part);
    }

    private static String name(String number, Part part) {
        return PREFIX + number + "." + part.name().toLowerCase(Locale.ROOT);
    }

    /** The key that is written {@code name}. */
    static Optional<PemPairKey> of(String name) {
        return ofVariable(ConfigKey.environmentName(name)).filter(key -> key.key().equals(name));
    }

    /** The key that the environment variable of this name sets. */
    static Optional<PemPairKey> ofVariable(String variable) {
        Matcher form = VARIABLE.matcher(variable);
        return form.matches()
                ? Optional.of(
                        new PemPairKey(
                                Integer.parseInt(form.group(1)), Part.valueOf(form.group(2))))
                : Optional.empty();
    }

    /** The keys among which somebody who wrote {@code name} may have meant one. */
    static Stream<PemPairKey> meantBy(String name) {
        Matcher form = NUMBER.matcher(name);
        return allOf(form.find() ? Integer.parseInt(form.group(1)) : 1);
    }

    /** The keys of the pair with this number. */
    static Stream<PemPairKey> allOf(int number) {
        return Arrays.stream(Part.values()).map(part -> new PemPairKey(number, part));
    }
}
