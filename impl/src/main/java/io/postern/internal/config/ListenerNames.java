package io.postern.internal.config;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the names of the listeners that are declared beside the default one. */
final class ListenerNames {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    /** What follows {@code wss.} in the keys themselves. */
    private static final Set<String> FIRST_NAMES =
            Arrays.stream(ConfigKey.values())
                    .map(key -> key.key().split("\\.", -1)[1])
                    .collect(toUnmodifiableSet());

    private ListenerNames() {}

    /** The usable names in their order; the others are noted as problems. */
    static List<String> read(KeyValues values) {
        Optional<String> list = values.find(ConfigKey.LISTENERS, Function.identity());
        List<String> names =
                list.stream()
                        .flatMap(text -> Stream.of(text.split(",", -1)))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty()) // a comma too many says nothing
                        .toList();
        if (list.isPresent() && names.isEmpty()) {
            values.refuse(ConfigKey.LISTENERS, "must name at least one listener");
        }
        Set<String> usable = new LinkedHashSet<>();
        for (String name : names) {
            Optional<String> flaw = flaw(name);
            if (flaw.isPresent()) {
                refuse(values, name, flaw.get());
            } else if (!usable.add(name)) {
                refuse(values, name, "is there twice; remove it once");
            }
        }
        return List.copyOf(usable);
    }

    /** Whether a listener may have this name. */
    static boolean isName(String name) {
        return flaw(name).isEmpty();
    }

    /** Why no listener can be declared with this name. */
    static Optional<String> flaw(String name) {
        if (name.equals(KeyNames.DEFAULT.listener())) {
            return Optional.of(
                    "is the name of the listener that is there without being declared; remove it");
        }
        if (FIRST_NAMES.contains(name)) {
            return Optional.of(
                    "cannot name a listener, because a key begins with "
                            + ConfigKey.PREFIX
                            + name
                            + "; choose another name");
        }
        return NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of(
                        "cannot name a listener; a name begins with a letter, has the characters"
                                + " a to z, 0 to 9 and - (no capitals) and is no longer than 32");
    }

    private static void refuse(KeyValues values, String name, String flaw) {
        // a private key that was put here by mistake is not repeated in parts either
        boolean secret = PemMaterial.isIn(values.setting(ConfigKey.LISTENERS).text());
        String shown = secret ? "PEM text" : "'" + Redaction.printable(name) + "'";
        values.refuse(ConfigKey.LISTENERS, shown + " " + flaw);
    }
}
