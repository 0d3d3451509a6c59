package io.postern.internal.tls;

import io.postern.internal.config.ByApplication;
import io.postern.tls.ServerCertificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The certificates that the application gives: checked as those of a key store are. */
final class ApplicationCertificates {

    private ApplicationCertificates() {}

    static List<TlsMaterial> load(ByApplication application, Clock clock)
            throws TlsMaterialException {
        List<TlsMaterial> all = new ArrayList<>();
        for (ServerCertificate certificate : ask(application)) {
            Optional<Defect> defect =
                    MaterialCheck.defect(certificate.key(), certificate.chain(), clock.instant());
            if (defect.isPresent()) {
                throw new TlsMaterialException(
                        "A certificate of "
                                + application.bean()
                                + " ("
                                + Printable.quoted(subject(certificate))
                                + ") "
                                + defect.get().problem(),
                        defect.get().cure());
            }
            all.add(new TlsMaterial(certificate.key(), certificate.chain(), application.bean()));
        }
        return all;
    }

    /**
     * What the application gives now.
     *
     * @throws TlsMaterialException when it gives none or fails
     */
    static List<ServerCertificate> ask(ByApplication application) throws TlsMaterialException {
        List<ServerCertificate> given;
        try {
            given = List.copyOf(application.resolver().resolve());
        } catch (Exception | LinkageError e) {
            throw new TlsMaterialException(
                    application.bean() + " gives no certificate: " + Printable.of(e) + ".",
                    "See what it says in the log, and have it give at least one.",
                    e);
        }
        if (given.isEmpty()) {
            throw new TlsMaterialException(
                    application.bean() + " gives no certificate: its list is empty.",
                    "Have it give at least one.");
        }
        return given;
    }

    private static String subject(ServerCertificate certificate) {
        X509Certificate own = certificate.chain().get(0);
        return own.getSubjectX500Principal().getName();
    }
}
