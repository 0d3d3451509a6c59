package io.postern.internal.tls;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.postern.internal.config.TlsPolicy;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.config.TlsVersion;
import java.security.cert.X509Certificate;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.NamedParameterSpec;
import javax.net.ssl.SSLException;

/** Builds contexts with either engine. All of it may enter native code: see {@link OwnThread}. */
final class TlsContextFactory {

    /** A context, the words for its engine, and what each of its engines has to be told. */
    record Built(SslContext context, String engine, NamedGroups groups) {}

    private TlsContextFactory() {}

    /**
     * Builds a server's context.
     *
     * @throws TlsMaterialException when the engine is missing or does not take the key
     */
    static Built build(TlsProvider wanted, TlsPolicy policy, TlsMaterial material)
            throws TlsMaterialException {
        boolean openSsl = choose(wanted, material);
        NamedGroups groups = NamedGroups.of(policy.groups(), openSsl);
        try {
            SslContextBuilder builder =
                    forServer(material, openSsl)
                            .sslProvider(openSsl ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK)
                            .protocols(
                                    policy.versions().stream().map(TlsVersion::protocol).toList())
                            .ciphers(policy.cipherSuites(), SupportedCipherSuiteFilter.INSTANCE);
            groups.offer(builder);
            return new Built(
                    builder.build(), openSsl ? OpenSsl.versionString() : jdk(wanted), groups);
        } catch (SSLException | IllegalArgumentException e) {
            throw new TlsMaterialException(
                    "The TLS engine does not take the key and certificates of "
                            + material.source()
                            + ": "
                            + e.getMessage()
                            + ".",
                    "Try wss.tls.provider="
                            + (openSsl ? "jdk" : "openssl")
                            + " or another kind of key.",
                    e);
        }
    }

    /** Of itself Netty copies the key for the JDK, and asks for RSA and EC alone with BoringSSL. */
    private static SslContextBuilder forServer(TlsMaterial material, boolean openSsl) {
        String algorithm = material.certificate().getPublicKey().getAlgorithm();
        if (openSsl && algorithm.equals("EdDSA")) {
            // RFC 8422 section 2.2: such certificates go with the suites of ECDSA
            return SslContextBuilder.forServer(new SingleKeyManager(material, "EC"));
        }
        return !openSsl && material.key().getEncoded() == null
                ? SslContextBuilder.forServer(new SingleKeyManager(material, algorithm))
                : SslContextBuilder.forServer(
                        material.key(), material.chain().toArray(X509Certificate[]::new));
    }

    private static boolean choose(TlsProvider wanted, TlsMaterial material)
            throws TlsMaterialException {
        if (wanted != TlsProvider.JDK && OpenSsl.isAvailable() && isEd448(material)) {
            if (wanted == TlsProvider.AUTO) {
                return false;
            }
            throw new TlsMaterialException(
                    "wss.tls.provider=openssl, but BoringSSL has no Ed448, the kind of the key of "
                            + material.source()
                            + ".",
                    "Set wss.tls.provider to auto or jdk, or use a key of another kind.");
        }
        return choose(wanted);
    }

    private static boolean isEd448(TlsMaterial material) {
        return material.certificate().getPublicKey() instanceof EdECPublicKey key
                && key.getParams().getName().equals(NamedParameterSpec.ED448.getName());
    }

    private static boolean choose(TlsProvider wanted) throws TlsMaterialException {
        if (wanted == TlsProvider.JDK || OpenSsl.isAvailable()) {
            return wanted != TlsProvider.JDK;
        }
        String cause = String.valueOf(OpenSsl.unavailabilityCause());
        if (wanted == TlsProvider.OPENSSL) {
            throw new TlsMaterialException(
                    "wss.tls.provider=openssl, but the native engine cannot be loaded here ("
                            + cause
                            + ").",
                    "Add netty-tcnative-boringssl-static with the classifier of this platform to"
                            + " the application, or set wss.tls.provider to auto or jdk.",
                    OpenSsl.unavailabilityCause());
        }
        return false;
    }

    /** Says why the faster engine is not used, where nobody asked for the other. */
    private static String jdk(TlsProvider wanted) {
        // the native one is there and was not chosen: it does not take the key
        return wanted == TlsProvider.JDK || OpenSsl.isAvailable()
                ? "the JDK's TLS engine"
                : "the JDK's TLS engine (the native one, which takes less CPU time, cannot be"
                        + " loaded here: "
                        + OpenSsl.unavailabilityCause()
                        + ")";
    }
}
