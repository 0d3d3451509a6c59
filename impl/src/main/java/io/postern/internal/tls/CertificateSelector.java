package io.postern.internal.tls;

import io.postern.internal.config.UnmatchedName;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Chooses among a listener's certificates by server name (RFC 6066 section 3). What it holds
 * depends on the certificates alone, not on the names that clients ask for.
 */
final class CertificateSelector {

    /**
     * A certificate that may be chosen.
     *
     * @param alias stands for it where engines want a text; says nothing about it
     */
    record Candidate(String alias, TlsMaterial material) {

        PublicKey publicKey() {
            return material.certificate().getPublicKey();
        }
    }

    private final List<Candidate> all;
    private final Map<String, List<Candidate>> exact = new HashMap<>();
    private final Map<String, List<Candidate>> wildcards = new HashMap<>();
    private final List<Candidate> unmatched;
    private final boolean refusing;

    /**
     * Makes a selector.
     *
     * @param certificates in the order of preference, the one for unmatched names first; not empty
     */
    CertificateSelector(List<TlsMaterial> certificates, UnmatchedName unmatched) {
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("certificates must not be empty");
        }
        List<Candidate> numbered = new ArrayList<>();
        List<Candidate> defaults = new ArrayList<>();
        CertificateNames first = CertificateNames.of(certificates.get(0).certificate());
        for (TlsMaterial material : certificates) {
            Candidate candidate = new Candidate("listener-" + numbered.size(), material);
            CertificateNames names = CertificateNames.of(material.certificate());
            add(candidate, names.exact(), exact);
            add(candidate, names.wildcards(), wildcards);
            if (numbered.isEmpty() || (names.equals(first) && !names.equals(NONE))) {
                defaults.add(candidate);
            }
            numbered.add(candidate);
        }
        this.all = List.copyOf(numbered);
        this.refusing = unmatched == UnmatchedName.REFUSE;
        this.unmatched = refusing ? List.of() : List.copyOf(defaults);
    }

    /** Of certificates without DNS names it cannot be said that they are for the same server. */
    private static final CertificateNames NONE = new CertificateNames(Set.of(), Set.of());

    private static void add(
            Candidate candidate, Set<String> names, Map<String, List<Candidate>> to) {
        names.forEach(name -> to.computeIfAbsent(name, n -> new ArrayList<>()).add(candidate));
    }

    /** All, in the order of preference. */
    List<Candidate> all() {
        return all;
    }

    /** Whether a client is refused that asks for a name of no certificate, or for none. */
    boolean refusing() {
        return refusing;
    }

    /** Whether a certificate is one for this name. */
    boolean knows(String serverName) {
        return matches(serverName).findAny().isPresent();
    }

    /**
     * The certificates that suit a client best, and each as well as the others, in the order of
     * preference. Those with the very name come before those with a wildcard for it, and the
     * default ones are for clients whose name no certificate has.
     *
     * @param serverName as the client sent it; empty for none
     * @param verifiable whether the client can verify what a key signs
     * @return none when there is no certificate with which the handshake could succeed
     */
    List<Candidate> choose(Optional<String> serverName, Predicate<PublicKey> verifiable) {
        List<List<Candidate>> matches =
                serverName.map(name -> matches(name).toList()).orElse(List.of());
        return (matches.isEmpty() ? List.of(unmatched) : matches)
                .stream()
                        .map(
                                equals ->
                                        equals.stream()
                                                .filter(one -> verifiable.test(one.publicKey()))
                                                .toList())
                        .filter(usable -> !usable.isEmpty())
                        .findFirst()
                        .orElse(List.of());
    }

    private Stream<List<Candidate>> matches(String serverName) {
        return CertificateNames.canonical(serverName).stream()
                .flatMap(
                        name ->
                                Stream.of(
                                        Optional.ofNullable(exact.get(name)),
                                        CertificateNames.parent(name).map(wildcards::get)))
                .flatMap(Optional::stream);
    }
}
