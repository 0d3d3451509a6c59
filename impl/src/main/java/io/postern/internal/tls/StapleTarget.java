package io.postern.internal.tls;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * A certificate of the listener to which something is stapled.
 *
 * @param responder is asked
 */
record StapleTarget(OcspSubject subject, URI responder) {

    /**
     * What is asked about a certificate.
     *
     * @param configured {@code wss.tls.ocsp-stapling.responder}
     * @throws TlsMaterialException if nobody can be asked; its problem is the message
     */
    static StapleTarget of(TlsMaterial material, Optional<URI> configured)
            throws TlsMaterialException {
        if (material.chain().size() < 2) {
            throw new TlsMaterialException(
                    "Its issuer's certificate, which a question to an OCSP responder needs, is not"
                            + " in its chain.",
                    "Add that to the chain, or set wss.tls.ocsp-stapling to off.");
        }
        Optional<URI> responder =
                configured.or(() -> AuthorityAccess.responder(material.certificate()));
        if (responder.isEmpty()) {
            throw new TlsMaterialException(
                    "It names no OCSP responder, and none is configured.",
                    "Set wss.tls.ocsp-stapling.responder, or wss.tls.ocsp-stapling to off if its"
                            + " authority has none.");
        }
        OcspSubject subject = new OcspSubject(material.certificate(), material.chain().get(1));
        return new StapleTarget(subject, responder.get());
    }

    X509Certificate certificate() {
        return subject.certificate();
    }
}
