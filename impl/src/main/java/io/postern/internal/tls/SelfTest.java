package io.postern.internal.tls;

import io.postern.internal.config.ClientAuth;
import io.postern.internal.config.TlsPolicy;
import io.postern.internal.config.TlsVersion;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;

/**
 * Tries a server's engines before they are used: a client of the Java runtime handshakes with them
 * in memory, once for each version and target, and for each kind of key with TLS 1.2, where a
 * client can choose it. It never has a certificate of its own.
 *
 * @param policy of the engines
 * @param clientAuth what the engines must ask of clients
 * @param targets what clients must get
 */
record SelfTest(TlsPolicy policy, ClientAuth clientAuth, List<Target> targets) {

    /** Groups that the client of every Java runtime has. */
    private static final Set<String> GROUPS =
            Set.of("x25519", "secp256r1", "secp384r1", "secp521r1");

    SelfTest {
        targets = List.copyOf(targets);
    }

    /**
     * What a client gets that asks for one name.
     *
     * @param serverName as in a certificate; for one with a wildcard, a name that matches is asked
     *     for; empty for a client that names none (RFC 6066 section 3)
     * @param certificates one of which is presented, of different kinds of key
     */
    record Target(Optional<String> serverName, List<X509Certificate> certificates) {

        private static final String ANY_LABEL = "postern-self-test.";

        Target {
            certificates = List.copyOf(certificates);
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException("certificates must not be empty");
            }
            serverName =
                    serverName.map(
                            name -> name.startsWith("*.") ? ANY_LABEL + name.substring(2) : name);
        }

        /** A client that names no server gets this certificate. */
        static Target unnamed(X509Certificate certificate) {
            return new Target(Optional.empty(), List.of(certificate));
        }

        @Override
        public String toString() {
            return serverName
                    .map(name -> "the server name " + Printable.quoted(name))
                    .orElse("no server name");
        }
    }

    /**
     * Does all handshakes; blocks, and may enter native code: only for threads of our own.
     *
     * @param engines each one is used for one handshake, closed and released
     * @return how many handshakes there were: none where the Java runtime's own client shares
     *     neither a version with the policy nor a suite, nor a group
     * @throws TlsMaterialException when a client would not be served as configured
     */
    int run(Supplier<SSLEngine> engines) throws TlsMaterialException {
        if (!policy.groups().isEmpty() && policy.groups().stream().noneMatch(GROUPS::contains)) {
            return 0;
        }
        int done = 0;
        for (Target target : targets) {
            for (TlsVersion version : policy.versions()) {
                for (TrialClient.Offer offer : offers(version, target)) {
                    done += run(engines, offer) ? 1 : 0;
                }
            }
        }
        return done;
    }

    private List<TrialClient.Offer> offers(TlsVersion version, Target target) {
        if (version == TlsVersion.TLS_1_3) {
            return List.of(new TrialClient.Offer(version, policy.cipherSuites(), target));
        }
        Set<String> kinds = new LinkedHashSet<>();
        target.certificates().forEach(certificate -> kinds.add(signature(certificate)));
        return kinds.stream().map(kind -> tls12(kind, target)).flatMap(Optional::stream).toList();
    }

    private Optional<TrialClient.Offer> tls12(String kind, Target target) {
        List<String> suites =
                policy.cipherSuites().stream()
                        .filter(suite -> suite.contains("_" + kind + "_WITH_"))
                        .toList();
        List<X509Certificate> certificates =
                target.certificates().stream()
                        .filter(certificate -> signature(certificate).equals(kind))
                        .toList();
        return suites.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new TrialClient.Offer(
                                TlsVersion.TLS_1_2,
                                suites,
                                new Target(target.serverName(), certificates)));
    }

    /** As in the names of suites: RFC 8422 section 2.2 has EdDSA among those of ECDSA. */
    private static String signature(X509Certificate certificate) {
        String algorithm = certificate.getPublicKey().getAlgorithm();
        return algorithm.startsWith("RSA") ? "RSA" : "ECDSA";
    }

    private boolean run(Supplier<SSLEngine> engines, TrialClient.Offer offer)
            throws TlsMaterialException {
        Optional<TrialClient> client = TrialClient.of(offer);
        if (client.isEmpty()) {
            return false;
        }
        TrialHandshake.Result result = TrialHandshake.run(client.get().engine(), engines);
        if (result.end() == TrialHandshake.End.CLIENT_CANNOT_BEGIN) {
            return false;
        }
        Optional<String> fault = fault(result, client.get());
        if (fault.isPresent()) {
            throw new TlsMaterialException(
                    "A trial handshake with the new certificates ("
                            + offer.version().protocol()
                            + ", "
                            + offer.target()
                            + ") failed: "
                            + fault.get()
                            + ".",
                    "Put files in place that TLS clients can use; until then they are not used.",
                    result.cause());
        }
        return true;
    }

    private Optional<String> fault(TrialHandshake.Result result, TrialClient client) {
        boolean asked = client.wasAskedForCertificate();
        boolean refused = result.end() == TrialHandshake.End.SERVER_FAILED && asked;
        if (clientAuth == ClientAuth.REQUIRED && refused) {
            return Optional.empty();
        }
        if (result.end() != TrialHandshake.End.COMPLETE) {
            return Optional.of(result.reason());
        }
        String configured = "although wss.tls.client-auth=" + lowerCase(clientAuth);
        if (asked != (clientAuth != ClientAuth.NONE)) {
            return Optional.of(
                    "the client was "
                            + (asked ? "" : "not ")
                            + "asked for a certificate, "
                            + configured);
        }
        return clientAuth == ClientAuth.REQUIRED
                ? Optional.of("a client without a certificate was served, " + configured)
                : Optional.empty();
    }

    private static String lowerCase(ClientAuth mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }
}
