package io.postern.internal.config;

import static io.postern.internal.config.ConfigKey.JKS_PASSWORD;
import static io.postern.internal.config.ConfigKey.P12_PASSWORD;
import static io.postern.internal.config.ConfigKey.P12_PATH;
import static io.postern.internal.config.ConfigKey.PEM_CERT;
import static io.postern.internal.config.ConfigKey.PEM_KEY;
import static io.postern.internal.config.ConfigKey.SELF_SIGNED;
import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides between the ways to a certificate, of which exactly one must be configured. */
final class KeySourceReader {

    private static final String DIRECTORY = ".postern";

    private final KeyValues values;
    private final KeyStoreReader keyStores;
    private final String userHome;

    KeySourceReader(KeyValues values, String userHome) {
        this.values = values;
        this.keyStores = new KeyStoreReader(values);
        this.userHome = userHome;
    }

    /** Empty after noting at least one problem. */
    Optional<KeySource> read() {
        List<Candidate> candidates = new ArrayList<>();
        for (KeyGroup group : KeyGroup.values()) {
            Optional<? extends KeySource> source = keyStores.read(group);
            List<ConfigKey> keys = group.keys().stream().filter(values::isSet).toList();
            if (!keys.isEmpty()) {
                candidates.add(new Candidate(keys, source.map(found -> found)));
            }
        }
        Optional<Boolean> selfSigned = values.find(SELF_SIGNED, ValueConverters::bool);
        if (candidates.isEmpty()) {
            return withoutKeyStore(selfSigned);
        }
        if (selfSigned.orElse(false)) {
            candidates.add(new Candidate(List.of(SELF_SIGNED), Optional.empty()));
        }
        if (candidates.size() > 1) {
            refuseAllButOne(candidates);
        } else {
            requireTheRest(candidates.get(0).keys());
        }
        return candidates.get(0).source();
    }

    /** The keys of a source that have values, and the source when they suffice. */
    private record Candidate(List<ConfigKey> keys, Optional<KeySource> source) {}

    private Optional<KeySource> withoutKeyStore(Optional<Boolean> selfSigned) {
        boolean unusable = selfSigned.isEmpty() && values.isSet(SELF_SIGNED);
        if (unusable) {
            return Optional.empty();
        }
        if (!selfSigned.orElse(false)) {
            values.miss(
                    P12_PATH,
                    "no certificate is configured; set "
                            + P12_PATH.key()
                            + " and "
                            + P12_PASSWORD.key()
                            + " to those of a PKCS12 key store, or "
                            + PEM_CERT.key()
                            + " and "
                            + PEM_KEY.key()
                            + " to PEM files, or, for development only, set "
                            + SELF_SIGNED.key()
                            + "=true");
            return Optional.empty();
        }
        // "?" is what the JVM says when the user has no home
        if (userHome.isBlank() || userHome.equals("?")) {
            values.refuse(
                    SELF_SIGNED,
                    "the certificate is kept in the user's home directory and the user has none;"
                            + " name a directory with the JVM option -Duser.home=...");
            return Optional.empty();
        }
        return Optional.of(new SelfSigned(Path.of(userHome, DIRECTORY)));
    }

    private void refuseAllButOne(List<Candidate> candidates) {
        String first =
                candidates.get(0).keys().stream()
                        .map(key -> values.setting(key).withValue())
                        .collect(joining(", "));
        for (Candidate other : candidates.subList(1, candidates.size())) {
            values.refuse(
                    other.keys().get(0), "excludes " + first + "; remove the one or the other");
        }
    }

    private void requireTheRest(List<ConfigKey> keys) {
        KeyGroup group = KeyGroup.of(keys.get(0));
        ConfigKey main = group.main();
        if (!values.isSet(main)) {
            keys.forEach(
                    key ->
                            values.refuse(
                                    key,
                                    "has no effect without "
                                            + main.key()
                                            + "; set that, too, or remove this"));
            return;
        }
        group.companion()
                .filter(companion -> !values.isSet(companion))
                .ifPresent(
                        companion ->
                                values.miss(
                                        companion,
                                        "missing; "
                                                + need(companion)
                                                + ", and "
                                                + values.setting(main).withValue()
                                                + " is set"));
    }

    private static String need(ConfigKey companion) {
        if (companion == PEM_KEY) {
            return "a certificate needs its private key";
        }
        String type = companion == JKS_PASSWORD ? "JKS" : "PKCS12";
        return "a " + type + " key store needs its password";
    }
}
