package io.postern.internal.tls;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.postern.internal.config.TlsProvider;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLException;

/** Builds contexts with either engine. All of it may enter native code: see {@link OwnThread}. */
final class TlsContextFactory {

    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    /** Mozilla's intermediate set, version 6.0, in IANA names; all of it satisfies RFC 9325. */
    private static final List<String> CIPHER_SUITES =
            List.of(
                    "TLS_AES_128_GCM_SHA256",
                    "TLS_AES_256_GCM_SHA384",
                    "TLS_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    /** A context and the words for its engine. */
    record Built(SslContext context, String engine) {}

    private TlsContextFactory() {}

    /**
     * Builds a server's context.
     *
     * @throws TlsMaterialException when the engine is missing or does not take the key
     */
    static Built build(TlsProvider wanted, TlsMaterial material) throws TlsMaterialException {
        boolean openSsl = choose(wanted);
        try {
            SslContext context =
                    SslContextBuilder.forServer(
                                    material.key(),
                                    material.chain().toArray(X509Certificate[]::new))
                            .sslProvider(openSsl ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK)
                            .protocols(PROTOCOLS)
                            .ciphers(CIPHER_SUITES, SupportedCipherSuiteFilter.INSTANCE)
                            .build();
            return new Built(context, openSsl ? OpenSsl.versionString() : jdk(wanted));
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
        return wanted == TlsProvider.JDK
                ? "the JDK's TLS engine"
                : "the JDK's TLS engine (the native one, which takes less CPU time, cannot be"
                        + " loaded here: "
                        + OpenSsl.unavailabilityCause()
                        + ")";
    }
}
