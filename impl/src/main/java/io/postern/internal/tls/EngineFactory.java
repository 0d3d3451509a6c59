package io.postern.internal.tls;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslCertificateException;
import io.netty.internal.tcnative.CertificateVerifier;
import io.postern.internal.config.TlsConfig;
import io.postern.internal.config.TlsProvider;
import io.postern.tls.CertificateAlert;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Chooses the TLS engine and makes it ready. May enter native code: see {@link OwnThread}. */
final class EngineFactory {

    private EngineFactory() {}

    /**
     * What handshakes are done with.
     *
     * @param certificates of the listener
     * @param clients checks client certificates; empty where none is asked for
     */
    record Built(
            Engines engines,
            CertificateSelector certificates,
            Optional<ClientTrustManager> clients) {}

    /**
     * Makes an engine ready.
     *
     * @param check decides about clients; empty where none is asked for a certificate
     * @param staples of the certificates; empty where stapling is off
     * @throws TlsMaterialException when the engine is missing or does not take the keys
     */
    static Built build(
            TlsConfig config,
            LoadedMaterial material,
            Optional<ClientCheck> check,
            Optional<Staples> staples)
            throws TlsMaterialException {
        boolean openSsl = choose(config.provider(), material);
        NamedGroups groups = NamedGroups.of(config.policy().groups(), openSsl);
        CertificateSelector certificates =
                new CertificateSelector(material.certificates(), config.certificates().unmatched());
        Optional<ClientTrustManager> clients = check.map(of -> clients(of, material, openSsl));
        TlsRules rules =
                new TlsRules(
                        config.policy(),
                        certificates,
                        config.clients().mode(),
                        clients,
                        staples.filter(known -> openSsl && OpenSsl.isOcspSupported()));
        try {
            return new Built(
                    openSsl
                            ? new BoringSslEngines(rules, groups, OpenSsl.versionString())
                            : new JdkEngines(rules, groups, jdk(config.provider())),
                    certificates,
                    clients);
        } catch (SSLException | GeneralSecurityException | IllegalArgumentException e) {
            throw new TlsMaterialException(
                    "The TLS engine does not take the keys and certificates of "
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

    private static ClientTrustManager clients(
            ClientCheck check, LoadedMaterial material, boolean openSsl) {
        return new ClientTrustManager(
                check,
                material.trust().certificates(),
                openSsl ? EngineFactory::forBoringSsl : refusal -> refusal);
    }

    /** BoringSSL makes alerts of OpenSSL's codes. */
    private static CertificateException forBoringSsl(ClientRefusal refusal) {
        return new OpenSslCertificateException(
                refusal.getMessage(), refusal, code(refusal.alert()));
    }

    private static int code(CertificateAlert alert) {
        return switch (alert) {
            case BAD_CERTIFICATE -> CertificateVerifier.X509_V_ERR_CERT_REJECTED;
            case UNSUPPORTED_CERTIFICATE -> CertificateVerifier.X509_V_ERR_INVALID_PURPOSE;
            case CERTIFICATE_REVOKED -> CertificateVerifier.X509_V_ERR_CERT_REVOKED;
            case CERTIFICATE_EXPIRED -> CertificateVerifier.X509_V_ERR_CERT_HAS_EXPIRED;
            case CERTIFICATE_UNKNOWN -> CertificateVerifier.X509_V_ERR_UNSPECIFIED;
            case UNKNOWN_CA -> CertificateVerifier.X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT;
        };
    }

    private static boolean choose(TlsProvider wanted, LoadedMaterial material)
            throws TlsMaterialException {
        Optional<TlsMaterial> ed448 =
                material.certificates().stream().filter(EngineFactory::isEd448).findFirst();
        if (wanted != TlsProvider.JDK && OpenSsl.isAvailable() && ed448.isPresent()) {
            if (wanted == TlsProvider.AUTO) {
                return false;
            }
            throw new TlsMaterialException(
                    "wss.tls.provider=openssl, but BoringSSL has no Ed448, the kind of the key of "
                            + ed448.get().source()
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
