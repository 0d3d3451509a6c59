package io.postern.internal.tls;

import io.postern.internal.config.PemConfig;
import java.io.ByteArrayInputStream;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Loads the listener's key and certificates from PEM text (RFC 7468), which is read anew each time.
 * What is returned has been checked: a TLS server can use it now.
 */
final class PemLoader {

    private PemLoader() {}

    static TlsMaterial load(PemConfig config, Clock clock) throws TlsMaterialException {
        PemProblems certProblems = new PemProblems(config.cert(), config.keyPrefix(), "cert");
        PemProblems keyProblems = new PemProblems(config.key(), config.keyPrefix(), "key");
        List<X509Certificate> chain = certificates(PemText.read(config.cert(), certProblems));
        PrivateKey key = PemKey.in(PemText.read(config.key(), keyProblems), config.password());
        Optional<Defect> defect = MaterialCheck.defect(key, chain, clock.instant());
        if (defect.isPresent()) {
            throw certProblems.unfit(defect.get(), keyProblems.place());
        }
        String source = certProblems.place() + " and " + keyProblems.place();
        return new TlsMaterial(key, chain, source);
    }

    /** All certificates of the text, in their order. */
    static List<X509Certificate> certificates(PemText text) throws TlsMaterialException {
        List<PemBlock> blocks = text.blocks().stream().filter(PemBlock::isCertificate).toList();
        if (blocks.isEmpty()) {
            throw text.problems().noCertificate(text.blocks());
        }
        List<X509Certificate> chain = new ArrayList<>();
        for (PemBlock block : blocks) {
            int number = chain.size() + 1;
            try {
                chain.add(certificate(block.content().orElseThrow(CertificateException::new)));
            } catch (CertificateException e) {
                throw text.problems().badCertificate(number, blocks.size(), e);
            }
        }
        return List.copyOf(chain);
    }

    private static X509Certificate certificate(byte[] der) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
    }
}
