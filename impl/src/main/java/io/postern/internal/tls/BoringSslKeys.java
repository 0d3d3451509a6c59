package io.postern.internal.tls;

import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.OpenSslCredentialBuilder;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContextBuilder;
import io.postern.internal.tls.CertificateSelector.Candidate;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Gives BoringSSL a listener's keys. All of it enters native code: see {@link OwnThread}. */
final class BoringSslKeys {

    private BoringSslKeys() {}

    /**
     * Begins a server's context.
     *
     * @param staples of the certificates; if present, the context must have OCSP enabled
     * @throws SSLException when BoringSSL does not take a key or its certificates
     */
    static SslContextBuilder forServer(CertificateSelector certificates, Optional<Staples> staples)
            throws SSLException {
        Map<X509Certificate, PrivateKey> tokens = new HashMap<>();
        for (Candidate one : certificates.all()) {
            if (staysInToken(one.material().key())) {
                tokens.put(one.material().certificate(), one.material().key());
            } else {
                check(one.material());
            }
        }
        // Not Netty's factory that caches by alias: two first handshakes at once leak a native key.
        SslContextBuilder builder = SslContextBuilder.forServer(new Manager(certificates, staples));
        return tokens.isEmpty()
                ? builder
                : builder.option(
                        OpenSslContextOption.PRIVATE_KEY_METHOD, new TokenSignatures(tokens));
    }

    private static boolean staysInToken(PrivateKey key) {
        return key.getEncoded() == null;
    }

    /** Netty itself would find out in the first handshake. */
    private static void check(TlsMaterial material) throws SSLException {
        try {
            OpenSslCredentialBuilder.forX509(
                            material.key(), material.chain().toArray(X509Certificate[]::new))
                    .build()
                    .release();
        } catch (IllegalStateException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new SSLException(material.source() + ": " + cause.getMessage(), e);
        }
    }

    private static final class Manager extends SelectingKeyManager {

        private final Optional<Staples> staples;

        Manager(CertificateSelector certificates, Optional<Staples> staples) {
            super(certificates);
            this.staples = staples;
        }

        /**
         * Netty asks for the types of the configured suites of TLS 1.2, the preferred first, and
         * whatever the answer is, BoringSSL takes it.
         */
        @Override
        Optional<Candidate> pick(String keyType, List<Candidate> best) {
            return super.pick(keyType, best).or(() -> best.stream().findFirst());
        }

        /** BoringSSL sends it only to clients that have asked for it. */
        @Override
        void chosen(Candidate candidate, SSLEngine engine) {
            staples.flatMap(known -> known.of(candidate.material().certificate()))
                    .ifPresent(((ReferenceCountedOpenSslEngine) engine)::setOcspResponse);
        }

        /** None of a token: BoringSSL then asks for signatures. */
        @Override
        public @Nullable PrivateKey getPrivateKey(String alias) {
            PrivateKey key = super.getPrivateKey(alias);
            return key == null || staysInToken(key) ? null : key;
        }
    }
}
