package io.postern.internal.config;

import static io.postern.internal.config.ConfigKey.P12_PASSWORD;
import static io.postern.internal.config.ConfigKey.P12_PATH;
import static io.postern.internal.config.ConfigKey.PEM_CERT;
import static io.postern.internal.config.ConfigKey.PEM_KEY;
import static io.postern.internal.config.ConfigKey.SELF_SIGNED;

import io.postern.tls.CertificateResolver;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Decides between the ways to a certificate, of which exactly one must be configured. */
final class KeySourceReader {

    private static final String DIRECTORY = ".postern";

    private final KeyValues values;
    private final KeyStoreReader keyStores;
    private final String userHome;
    private final Optional<ByApplication> application;

    /**
     * @param application gives certificates itself
     */
    KeySourceReader(KeyValues values, String userHome, Optional<ByApplication> application) {
        this.application = application;
        this.values = values;
        this.keyStores = new KeyStoreReader(values);
        this.userHome = userHome;
    }

    /** Empty after noting at least one problem. Only PEM pairs are more than one source. */
    Optional<List<KeySource>> read() {
        Alternatives<List<KeySource>> ways = new Alternatives<>(values);
        ways.add(KeyGroup.P12, keyStores.p12().map(List::of));
        ways.add(KeyGroup.JKS, keyStores.jks().map(List::of));
        ways.add(KeyGroup.OTHER, keyStores.other().map(List::of));
        ways.add(KeyGroup.PEM, keyStores.pem().map(List::of));
        ways.add(new PemPairsReader(values, keyStores).read());
        Optional<Boolean> selfSigned = values.find(SELF_SIGNED, ValueConverters::bool);
        if (ways.isEmpty() && (application.isEmpty() || selfSigned.orElse(false))) {
            application.ifPresent(bean -> refuse(SELF_SIGNED, bean));
            return withoutKeyStore(selfSigned).map(List::of);
        }
        if (selfSigned.orElse(false)) {
            ways.add(KeyGroup.alone(SELF_SIGNED), Optional.empty());
        }
        if (application.isPresent() && goesBefore(application.get(), ways.keys())) {
            return Optional.of(List.of(application.get()));
        }
        return ways.only();
    }

    /** What is for this listener alone goes before what it has taken over; two such exclude. */
    private boolean goesBefore(ByApplication bean, List<Key> keys) {
        Optional<Key> ownKey =
                keys.stream().filter(key -> bean.own() && values.isOwn(key)).findFirst();
        ownKey.ifPresent(key -> refuse(key, bean));
        return keys.isEmpty() || (bean.own() && ownKey.isEmpty());
    }

    private void refuse(Key key, ByApplication bean) {
        values.refuse(
                key,
                "excludes "
                        + bean.bean()
                        + ", which gives the listener's certificates; remove the one or the other");
    }

    private Optional<KeySource> withoutKeyStore(Optional<Boolean> selfSigned) {
        if (values.isRefused(SELF_SIGNED)) {
            return Optional.empty();
        }
        if (!selfSigned.orElse(false)) {
            values.miss(
                    P12_PATH,
                    "no certificate is configured; set "
                            + values.name(P12_PATH)
                            + " and "
                            + values.name(P12_PASSWORD)
                            + " to those of a PKCS12 key store, or "
                            + values.name(PEM_CERT)
                            + " and "
                            + values.name(PEM_KEY)
                            + " to PEM files, or write a bean of type "
                            + CertificateResolver.class.getName()
                            + ", or, for development only, set "
                            + values.name(SELF_SIGNED)
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
}
