package io.postern.internal.tls;

import static io.postern.internal.tls.KeyStoreFiles.entry;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import io.postern.internal.config.KeySource;
import io.postern.internal.config.KeyStoreType;
import io.postern.internal.config.TlsProvider;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every source, with every kind of key, on both engines, in both versions of TLS. */
class KeySourceHandshakeTest {

    private static final Map<Algorithm, X509Bundle> BUNDLES = new EnumMap<>(Algorithm.class);

    @TempDir Path directory;

    private enum Source {
        P12,
        JKS,
        OTHER,
        PEM_FILES,
        PEM_INLINE,
        PEM_ENCRYPTED
    }

    static Stream<Arguments> a_handshake_succeeds() {
        return Stream.of(Source.values())
                .flatMap(
                        source ->
                                Stream.of(Algorithm.rsa2048, Algorithm.ecp256, Algorithm.ed25519)
                                        .flatMap(key -> connections(source, key)));
    }

    private static Stream<Arguments> connections(Source source, Algorithm key) {
        return Stream.of(TlsProvider.OPENSSL, TlsProvider.JDK)
                .flatMap(
                        engine ->
                                List.of("TLSv1.3", "TLSv1.2").stream()
                                        .map(version -> arguments(source, key, engine, version)));
    }

    @ParameterizedTest
    @MethodSource
    void a_handshake_succeeds(Source source, Algorithm key, TlsProvider engine, String protocol)
            throws Exception {
        X509Bundle bundle = bundle(key);
        TlsMaterial material =
                TlsMaterialSource.load(write(source, bundle), Clock.systemUTC()).get(0);
        Handshake.succeeds(engine, protocol, material);
    }

    private KeySource write(Source source, X509Bundle bundle) throws Exception {
        KeyStoreFiles stores = new KeyStoreFiles(directory);
        PemFiles pem = new PemFiles(directory);
        String chain = PemFiles.chain(bundle);
        KeyStoreType jceks = new KeyStoreType("JCEKS", Optional.empty());
        return switch (source) {
            case P12 -> KeyStoreFiles.config(stores.write(entry("server", bundle)));
            case JKS ->
                    KeyStoreFiles.config(
                            KeyStoreType.JKS,
                            stores.write("a.jks", "JKS", entry("server", bundle)),
                            "wss.tls.key-store.jks");
            case OTHER ->
                    KeyStoreFiles.config(
                            jceks,
                            stores.write("a.jceks", "JCEKS", entry("server", bundle)),
                            "wss.tls.key-store.other");
            case PEM_FILES -> pem.config(chain, PemFiles.pkcs8(bundle), null);
            case PEM_INLINE -> PemFiles.inline(chain, PemFiles.pkcs8(bundle));
            case PEM_ENCRYPTED ->
                    pem.config(
                            chain,
                            PemFiles.encrypted(bundle, "PBEWithHmacSHA256AndAES_256"),
                            PemFiles.PASSWORD);
        };
    }

    private static X509Bundle bundle(Algorithm key) throws Exception {
        X509Bundle known = BUNDLES.get(key);
        if (known != null) {
            return known;
        }
        X509Bundle made =
                new CertificateBuilder()
                        .subject("CN=localhost")
                        .addSanDnsName("localhost")
                        .setIsCertificateAuthority(true)
                        .algorithm(key)
                        .buildSelfSigned();
        BUNDLES.put(key, made);
        return made;
    }
}
