package io.postern.internal.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a key and its certificates must satisfy, wherever they came from. */
final class MaterialCheck {

    private MaterialCheck() {}

    static Optional<Defect> defect(PrivateKey key, List<X509Certificate> chain, Instant now) {
        return KeyPairCheck.defect(key, chain.get(0))
                .map(defect -> misplaced(key, chain).orElse(defect))
                .or(() -> ChainCheck.defect(chain, now));
    }

    /** A key that does not belong to the first certificate may belong to a later one. */
    private static Optional<Defect> misplaced(PrivateKey key, List<X509Certificate> chain) {
        for (int i = 1; i < chain.size(); i++) {
            if (KeyPairCheck.defect(key, chain.get(i)).isEmpty()) {
                String problem =
                        "has the certificate of its private key in place "
                                + (i + 1)
                                + " of "
                                + chain.size()
                                + ", not first";
                return Optional.of(new Defect(problem, ChainCheck.IN_ORDER));
            }
        }
        return Optional.empty();
    }
}
