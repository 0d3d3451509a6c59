package io.postern.it.app;

import io.postern.it.support.Journal;
import io.postern.tls.ClientCertificate;
import io.postern.tls.ClientCertificateValidator;
import io.postern.tls.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Lets everybody in but Mallory, and writes down who came. */
@ApplicationScoped
public class Guests implements ClientCertificateValidator {

    @Inject Journal journal;
    @Inject InRequest request;

    @Override
    public Verdict validate(ClientCertificate certificate) {
        String name = certificate.certificate().getSubjectX500Principal().getName();
        journal.add("asked about " + name + ", calls in its request " + request.next());
        return name.equals("CN=mallory") ? Verdict.refuse("not invited") : Verdict.accept();
    }
}
