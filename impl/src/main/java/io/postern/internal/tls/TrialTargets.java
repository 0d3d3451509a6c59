package io.postern.internal.tls;

import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The server names that are tried before new certificates are used: one of each certificate. */
final class TrialTargets {

    /** Any label will do where a wildcard is. */
    private static final String LABEL = "postern-self-test.";

    private TrialTargets() {}

    static List<SelfTest.Target> of(CertificateSelector certificates) {
        Set<Optional<String>> names = new LinkedHashSet<>();
        if (!certificates.refusing()) {
            names.add(Optional.empty());
        }
        for (CertificateSelector.Candidate candidate : certificates.all()) {
            names.add(name(CertificateNames.of(candidate.material().certificate())));
        }
        return names.stream()
                .filter(name -> !chosen(certificates, name).isEmpty())
                .map(name -> new SelfTest.Target(name, chosen(certificates, name)))
                .toList();
    }

    private static Optional<String> name(CertificateNames names) {
        return Stream.concat(
                        names.exact().stream().sorted(),
                        names.wildcards().stream().sorted().map(parent -> LABEL + parent))
                .findFirst();
    }

    private static List<X509Certificate> chosen(
            CertificateSelector certificates, Optional<String> name) {
        return certificates.choose(name, key -> true).stream()
                .map(candidate -> candidate.material().certificate())
                .toList();
    }
}
