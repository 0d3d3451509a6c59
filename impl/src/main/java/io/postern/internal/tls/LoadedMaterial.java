package io.postern.internal.tls;

import io.postern.internal.config.KeySource;
import io.postern.internal.config.TlsConfig;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All certificates that a listener needs, its own and those that it trusts: read, checked,
 * immutable.
 */
public final class LoadedMaterial {

    private final List<TlsMaterial> certificates;
    private final TrustMaterial trust;
    private final ContentHash content;

    LoadedMaterial(List<TlsMaterial> certificates, TrustMaterial trust, ContentHash content) {
        this.content = content;
        this.certificates = List.copyOf(certificates);
        this.trust = trust;
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("certificates must not be empty");
        }
    }

    /** Of a listener with these certificates that trusts nobody. */
    public static LoadedMaterial of(TlsMaterial... certificates) {
        return of(List.of(certificates), TrustMaterial.NONE);
    }

    /** Of what came from no file. */
    static LoadedMaterial of(List<TlsMaterial> certificates, TrustMaterial trust) {
        return new LoadedMaterial(certificates, trust, new ContentHash(0, ""));
    }

    /**
     * Reads and checks everything anew. Blocks; not for event loops. A resource is looked for with
     * the context class loader, which must be the application's.
     *
     * @param clock decides about validity
     * @throws TlsMaterialException when a listener could not serve with it
     */
    public static LoadedMaterial load(TlsConfig config, Clock clock) throws TlsMaterialException {
        ContentHash content = ContentHash.of(config);
        List<TlsMaterial> certificates = new ArrayList<>();
        for (KeySource source : config.certificates().sources()) {
            certificates.addAll(TlsMaterialSource.load(source, clock));
        }
        TrustMaterial trust = TrustLoader.load(config.clients(), clock);
        return new LoadedMaterial(certificates, trust, content);
    }

    /** The listener's own, the one for unmatched names first. */
    List<TlsMaterial> certificates() {
        return certificates;
    }

    List<X509Certificate> ownCertificates() {
        return certificates.stream().map(TlsMaterial::certificate).toList();
    }

    /** What the files held before they were read; later differences are changes. */
    ContentHash content() {
        return content;
    }

    TrustMaterial trust() {
        return trust;
    }

    /** Present when one is a development certificate, whose use has to be announced. */
    public Optional<DevelopmentNotice> development() {
        return certificates.stream()
                .map(TlsMaterial::development)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Where it all came from, for log lines. */
    String source() {
        return Stream.concat(
                        certificates.stream().map(TlsMaterial::source),
                        Stream.of(trust)
                                .filter(known -> !known.equals(TrustMaterial.NONE))
                                .map(known -> "trusting " + known.source()))
                .collect(Collectors.joining(", "));
    }
}
