package io.postern.internal.config;

import static io.postern.internal.config.ConfigKey.KEY_STORES;
import static io.postern.internal.config.ConfigKey.PORT;
import static io.postern.internal.config.ConfigKey.TLS_CLIENT_AUTH;
import static io.postern.internal.config.ConfigKey.TLS_CRL_PATH;
import static io.postern.internal.config.ConfigKey.TLS_OCSP_RESPONDER;
import static io.postern.internal.config.ConfigKey.TLS_OCSP_STAPLING;
import static io.postern.internal.config.ConfigKey.TLS_OCSP_STAPLING_RESPONDER;
import static io.postern.internal.config.ConfigKey.TLS_ON_TRUST_CHANGE;
import static io.postern.internal.config.ConfigKey.TLS_REVOCATION;
import static io.postern.internal.config.ConfigKey.TRUST_P12_PATH;
import static io.postern.internal.config.ConfigKey.TRUST_PEM_CERTS;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Looks up the keys of a further listener, and those that it leaves out among the default
 * listener's. Keys that exclude each other are taken over together or not at all: a key store of
 * the one and a password of the other would describe nothing.
 */
final class FallbackLookup implements Lookup {

    /** The keys, declared one after another, of all ways to a trust store. */
    private static final List<ConfigKey> TRUST_STORES =
            List.copyOf(EnumSet.range(TRUST_P12_PATH, TRUST_PEM_CERTS));

    private final KeyNames names;
    private final DefaultLookup source;
    private final KeyValues defaults;
    private final Map<Key, Setting> own = new HashMap<>();
    private final Set<ConfigKey> notTakenOver = EnumSet.of(PORT);
    private final boolean hasKeyStore;

    /**
     * @param source the whole configuration
     * @param defaults the values of the default listener
     */
    FallbackLookup(KeyNames names, DefaultLookup source, KeyValues defaults) {
        this.names = names;
        this.source = source;
        this.defaults = defaults;
        this.hasKeyStore = hasOwn(KEY_STORES) || hasOwnPair();
        if (hasKeyStore) {
            notTakenOver.addAll(KEY_STORES);
        }
        if (hasOwn(TRUST_STORES)) {
            notTakenOver.addAll(TRUST_STORES);
        }
        if (isSet(TLS_REVOCATION)) {
            notTakenOver.addAll(Set.of(TLS_CRL_PATH, TLS_OCSP_RESPONDER));
        }
        if (hasKeyStore || isSet(TLS_OCSP_STAPLING)) {
            // the responder of one authority knows nothing of another's certificates
            notTakenOver.add(TLS_OCSP_STAPLING_RESPONDER);
        }
        if (asksForNoCertificate()) {
            notTakenOver.addAll(ClientAuthReader.CHECKS);
            notTakenOver.add(TLS_ON_TRUST_CHANGE);
        }
    }

    @Override
    public Setting setting(Key key) {
        Setting mine = own(key);
        if (!mine.isAbsent() || !isTakenOver(key)) {
            return mine;
        }
        Setting inherited = defaults.setting(key);
        return inherited.isAbsent() ? mine : inherited;
    }

    @Override
    public Function<String, Setting> source() {
        return source.source();
    }

    @Override
    public String ownName(Key key) {
        return names.name(key.key());
    }

    @Override
    public Stream<PemPairKey> listedPairs() {
        return Stream.concat(ownPairs(), source.listedPairs());
    }

    private boolean isTakenOver(Key key) {
        return key instanceof ConfigKey ? !notTakenOver.contains(key) : !hasKeyStore;
    }

    private Setting own(Key key) {
        return own.computeIfAbsent(key, k -> source.source().apply(ownName(k)));
    }

    private boolean isSet(Key key) {
        return !own(key).isAbsent();
    }

    private boolean hasOwn(Collection<ConfigKey> keys) {
        return keys.stream().anyMatch(this::isSet);
    }

    private boolean hasOwnPair() {
        return Stream.concat(PemPairKey.allOf(1), ownPairs()).anyMatch(this::isSet);
    }

    private Stream<PemPairKey> ownPairs() {
        String prefix = ConfigKey.environmentName(names.prefix());
        String defaultPrefix = ConfigKey.environmentName(ConfigKey.PREFIX);
        return source.variables()
                .filter(variable -> variable.startsWith(prefix))
                .map(variable -> defaultPrefix + variable.substring(prefix.length()))
                .flatMap(variable -> PemPairKey.ofVariable(variable).stream());
    }

    private boolean asksForNoCertificate() {
        Setting mode = own(TLS_CLIENT_AUTH);
        return !mode.isAbsent()
                && !mode.isUnresolved()
                && mode.text().equalsIgnoreCase(ClientAuth.NONE.name());
    }
}
