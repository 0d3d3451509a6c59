package io.postern.internal.tls;

import static java.util.Locale.ROOT;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What certificates must satisfy beyond RFC 5280 when a TLS client presents them. */
final class CertificateRules {

    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final String ANY_USAGE = "2.5.29.37.0";
    private static final int DIGITAL_SIGNATURE = 0;
    private static final List<String> BROKEN_DIGESTS = List.of("MD2", "MD5", "SHA1");

    private CertificateRules() {}

    /** The keys of a path are strong, and so are the signatures of its certificates. */
    static void strength(List<X509Certificate> path) throws CertPathValidatorException {
        for (int i = 0; i < path.size(); i++) {
            Optional<String> problem = weakKey(path.get(i));
            if (problem.isEmpty()) {
                problem = brokenSignature(path.get(i));
            }
            if (problem.isPresent()) {
                throw PathFailure.at(i, path, BasicReason.ALGORITHM_CONSTRAINED, problem.get());
            }
        }
    }

    /** The first certificate of a path is for TLS clients, and no other forbids that. */
    static void usage(List<X509Certificate> path, boolean mayBeAuthority)
            throws CertPathValidatorException {
        for (int i = 0; i < path.size(); i++) {
            if (!isForClients(path.get(i))) {
                throw unsuitable(
                        i, path, "is not for TLS clients: its extended key usage lacks clientAuth");
            }
        }
        X509Certificate client = path.get(0);
        boolean[] keyUsage = client.getKeyUsage();
        if (keyUsage != null && !keyUsage[DIGITAL_SIGNATURE]) {
            throw unsuitable(0, path, "must not sign: its key usage lacks digitalSignature");
        }
        if (client.getBasicConstraints() >= 0 && !mayBeAuthority) {
            throw unsuitable(0, path, "is an authority's (basicConstraints), not a client's");
        }
    }

    static Optional<String> weakKey(X509Certificate certificate) {
        return KeyPairCheck.weakness(certificate.getPublicKey()).map(Defect::problem);
    }

    /** A signature over a digest for which collisions are known. */
    static boolean isBroken(String algorithm, byte @Nullable [] parameters) {
        String name = algorithm.equals("RSASSA-PSS") ? pssDigest(parameters) : algorithm;
        String plain = name.toUpperCase(ROOT).replace("-", "");
        return BROKEN_DIGESTS.stream().anyMatch(plain::contains);
    }

    private static Optional<String> brokenSignature(X509Certificate certificate) {
        String algorithm = certificate.getSigAlgName();
        return isBroken(algorithm, certificate.getSigAlgParams())
                ? Optional.of("has a signature that can be forged: " + Printable.of(algorithm))
                : Optional.empty();
    }

    /** Without parameters it is SHA-1 (RFC 4055 section 3.1). */
    private static String pssDigest(byte @Nullable [] encoded) {
        if (encoded == null) {
            return "SHA-1";
        }
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            parameters.init(encoded);
            return parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
        } catch (GeneralSecurityException | IOException e) {
            return "SHA-1";
        }
    }

    private static boolean isForClients(X509Certificate certificate) {
        try {
            List<String> usages = certificate.getExtendedKeyUsage();
            return usages == null || usages.contains(CLIENT_AUTH) || usages.contains(ANY_USAGE);
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private static CertPathValidatorException unsuitable(
            int index, List<X509Certificate> path, String problem) {
        return PathFailure.at(index, path, PKIXReason.INVALID_KEY_USAGE, problem);
    }
}
