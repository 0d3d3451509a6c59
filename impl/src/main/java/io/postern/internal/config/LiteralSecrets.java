package io.postern.internal.config;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Finds passwords and private keys that are written out in a file inside the application. */
final class LiteralSecrets {

    /** The file itself, or that of a configuration profile. */
    private static final Pattern IN_APPLICATION =
            Pattern.compile("microprofile-config(-[^/\\\\]+)?\\.properties");

    private final Function<String, Setting> source;

    LiteralSecrets(Function<String, Setting> source) {
        this.source = source;
    }

    /** The keys among {@code names} whose values are such, sorted. */
    List<LiteralSecret> among(Iterable<String> names) {
        return StreamSupport.stream(names.spliterator(), false)
                .filter(name -> mayHoldSecret(name) && isLiteral(source.apply(name)))
                .map(Redaction::printable)
                .distinct()
                .sorted()
                .map(key -> new LiteralSecret(key, ConfigKey.environmentName(key)))
                .toList();
    }

    private static boolean mayHoldSecret(String name) {
        return name.startsWith(ConfigKey.PREFIX)
                && (name.endsWith("password") || name.endsWith(".key"));
    }

    private static boolean isLiteral(Setting setting) {
        String raw = setting.raw();
        String from = setting.source();
        if (raw == null || from == null || setting.isAbsent()) {
            return false;
        }
        boolean secret = setting.name().endsWith("password") || PemMaterial.isIn(raw);
        return secret && !raw.contains("${") && IN_APPLICATION.matcher(from).find();
    }
}
