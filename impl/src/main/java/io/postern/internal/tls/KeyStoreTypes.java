package io.postern.internal.tls;

import io.postern.internal.config.KeyStoreType;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds key store types among the security providers of the Java runtime. */
final class KeyStoreTypes {

    private static final String SERVICE = "KeyStore";

    private KeyStoreTypes() {}

    /** A store that is not loaded yet. */
    static KeyStore instance(KeyStoreType type, KeyStoreProblems problems)
            throws TlsMaterialException {
        Optional<String> wanted = type.provider();
        Provider provider = wanted.map(Security::getProvider).orElse(null);
        if (wanted.isPresent() && provider == null) {
            List<String> names =
                    Arrays.stream(Security.getProviders()).map(Provider::getName).toList();
            throw problems.unknownProvider(wanted.get(), names);
        }
        try {
            return provider == null
                    ? KeyStore.getInstance(type.name())
                    : KeyStore.getInstance(type.name(), provider);
        } catch (KeyStoreException e) {
            throw problems.unknownType(
                    provider == null
                            ? List.copyOf(Security.getAlgorithms(SERVICE))
                            : typesOf(provider),
                    e);
        }
    }

    private static List<String> typesOf(Provider provider) {
        return provider.getServices().stream()
                .filter(service -> service.getType().equals(SERVICE))
                .map(Provider.Service::getAlgorithm)
                .toList();
    }
}
