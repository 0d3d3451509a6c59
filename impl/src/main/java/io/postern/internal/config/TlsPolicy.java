package io.postern.internal.config;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is negotiated in a handshake. Nothing weaker than RFC 9325 allows can be put into one. One
 * thing cannot be refused here: TLS 1.2 without the extended master secret (RFC 7627), which both
 * engines accept; the JDK's refuses it for the whole JVM with the system property {@code
 * jdk.tls.allowLegacyMasterSecret=false}. TLS 1.3 alone has no such question.
 *
 * @param versions {@code wss.tls.protocols}: at least one
 * @param cipherSuites {@code wss.tls.cipher-suites}: IANA names, the preferred first, those of TLS
 *     1.3 included
 * @param groups {@code wss.tls.groups}: names of RFC 8446 section 4.2.7, the preferred first; empty
 *     for the standard ones
 * @param resumption {@code wss.tls.resumption}: whether a client may resume an earlier session (RFC
 *     8446 section 2.2) instead of a full handshake
 */
public record TlsPolicy(
        List<TlsVersion> versions,
        List<String> cipherSuites,
        List<String> groups,
        boolean resumption) {

    /** All of TLS 1.3's suites that are recommended (RFC 8446 section 9.1); none is weak. */
    static final List<String> TLS_1_3_SUITES =
            List.of(
                    "TLS_AES_128_GCM_SHA256",
                    "TLS_AES_256_GCM_SHA384",
                    "TLS_CHACHA20_POLY1305_SHA256");

    /** Mozilla's intermediate set, version 6.0; all of it satisfies RFC 9325. */
    static final List<String> TLS_1_2_SUITES =
            List.of(
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    static final List<String> GROUPS =
            List.of("X25519MLKEM768", "x25519", "secp256r1", "secp384r1", "secp521r1");

    public TlsPolicy {
        versions = List.copyOf(versions);
        cipherSuites = List.copyOf(cipherSuites);
        groups = List.copyOf(groups);
        if (versions.isEmpty() || cipherSuites.isEmpty()) {
            throw new IllegalArgumentException("versions and cipherSuites must not be empty");
        }
    }

    /** Both versions with all suites, and the standard groups. */
    public static TlsPolicy standard() {
        return new TlsPolicy(
                List.of(TlsVersion.values()), withTls13(TLS_1_2_SUITES), List.of(), true);
    }

    /** The same with or without resumption. */
    TlsPolicy withResumption(boolean resumed) {
        return new TlsPolicy(versions, cipherSuites, groups, resumed);
    }

    /** TLS 1.3's suites, which are not chosen from, before those of TLS 1.2. */
    static List<String> withTls13(List<String> tls12) {
        return Stream.concat(TLS_1_3_SUITES.stream(), tls12.stream()).toList();
    }
}
