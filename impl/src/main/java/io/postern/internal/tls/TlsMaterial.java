package io.postern.internal.tls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The key and the certificates with which a listener identifies itself: checked, immutable, and
 * ready for any TLS engine.
 *
 * @param key belongs to the first certificate
 * @param chain the listener's certificate first, each one issued by the next
 * @param source where they came from, for log lines, such as {@code /etc/chat/tls.p12, alias
 *     server}
 * @param development present for a development certificate, whose use has to be announced
 */
public record TlsMaterial(
        PrivateKey key,
        List<X509Certificate> chain,
        String source,
        Optional<DevelopmentNotice> development) {

    public TlsMaterial {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("chain must not be empty");
        }
    }

    /** Material that needs no announcement. */
    public TlsMaterial(PrivateKey key, List<X509Certificate> chain, String source) {
        this(key, chain, source, Optional.empty());
    }

    /** The listener's own certificate. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** SHA-256 of the listener's certificate as browsers show it: {@code AB:01:...}. */
    public String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("No SHA-256 fingerprint of " + this, e);
        }
    }

    /** Names the certificate and its source; the key stays out. */
    @Override
    public String toString() {
        String subject = Printable.quoted(certificate().getSubjectX500Principal().getName());
        return "TlsMaterial[" + subject + " from " + source + "]";
    }
}
