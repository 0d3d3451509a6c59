package io.postern.internal.tls;

import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.internal.tcnative.SSL;
import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECPublicKey;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * The signatures that a client says it can verify (RFC 8446 section 4.2.3).
 *
 * @param algorithms in lower case, by Java's names or by those of TLS; empty when it has not said
 */
record PeerSignatures(List<String> algorithms) {

    PeerSignatures {
        algorithms =
                algorithms.stream().map(algorithm -> algorithm.toLowerCase(Locale.ROOT)).toList();
    }

    /** What the client of a handshake that is under way has said. */
    static PeerSignatures of(SSLEngine engine) {
        if (engine instanceof ReferenceCountedOpenSslEngine boringSsl) {
            // Netty's translation into Java's names leaves Ed25519 out.
            return of(SSL.getSigAlgs(boringSsl.sslPointer()));
        }
        return engine.getHandshakeSession() instanceof ExtendedSSLSession session
                ? of(session.getPeerSupportedSignatureAlgorithms())
                : new PeerSignatures(List.of());
    }

    private static PeerSignatures of(String @Nullable [] algorithms) {
        return new PeerSignatures(algorithms == null ? List.of() : List.of(algorithms));
    }

    /** Whether it can verify what the private key to this one signs. */
    boolean canVerify(PublicKey key) {
        return algorithms.isEmpty()
                || switch (key.getAlgorithm()) {
                    case "RSA" -> offers("rsa");
                    case "RSASSA-PSS" -> offers("rsassa-pss") || offers("rsa_pss_pss");
                    case "EC" -> ecdsa().anyMatch(algorithm -> suits(algorithm, key));
                    default -> offers(edwardsCurve(key).toLowerCase(Locale.ROOT));
                };
    }

    private boolean offers(String part) {
        return algorithms.stream().anyMatch(algorithm -> algorithm.contains(part));
    }

    private Stream<String> ecdsa() {
        return algorithms.stream().filter(algorithm -> algorithm.contains("ecdsa"));
    }

    /** TLS 1.3 ties the algorithm to the curve; TLS 1.2 and Java's names do not. */
    private static boolean suits(String algorithm, PublicKey key) {
        return !algorithm.contains("_secp")
                || !(key instanceof ECKey ec)
                || algorithm.contains(
                        "_secp" + ec.getParams().getCurve().getField().getFieldSize() + "r1");
    }

    private static String edwardsCurve(PublicKey key) {
        return key instanceof EdECPublicKey edwards
                ? edwards.getParams().getName()
                : key.getAlgorithm();
    }
}
