package io.postern.internal.tls;

import io.postern.internal.config.ClientAuthConfig;
import io.postern.internal.config.Revocation;
import io.postern.internal.config.TrustSource;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;

/** Loads whom a listener trusts; everything is read anew each time, and checked. */
final class TrustLoader {

    private TrustLoader() {}

    /**
     * Reads trust store and revocation lists. Blocks; a resource is looked for with the context
     * class loader.
     *
     * @param clock decides whether lists are current
     * @return {@link TrustMaterial#NONE} where no trust store is configured
     * @throws TlsMaterialException when clients could not be checked with them, or when the trust
     *     store is the Java runtime's own
     */
    static TrustMaterial load(ClientAuthConfig config, Clock clock) throws TlsMaterialException {
        return load(config, clock, PublicRoots.file());
    }

    static TrustMaterial load(ClientAuthConfig config, Clock clock, Path publicRoots)
            throws TlsMaterialException {
        if (config.trust().isEmpty()) {
            return TrustMaterial.NONE;
        }
        TrustSource source = config.trust().get();
        Trusted trusted = trusted(source);
        if (PublicRoots.areIn(trusted.certificates(), publicRoots)) {
            throw everybody(trusted, source);
        }
        List<X509CRL> crls = List.of();
        if (config.path().revocation() instanceof Revocation.Crl crl) {
            CrlFiles files = new CrlFiles(crl.path(), crlKey(source));
            crls = files.read(trusted.certificates(), clock.instant());
        }
        return new TrustMaterial(trusted.certificates(), crls, trusted.place());
    }

    private static Trusted trusted(TrustSource source) throws TlsMaterialException {
        if (source instanceof TrustSource.InKeyStore store) {
            TrustStoreProblems problems = new TrustStoreProblems(store);
            List<X509Certificate> certificates = TrustStoreFile.read(store, problems);
            return new Trusted(certificates, problems.place());
        }
        TrustSource.InPem pem = (TrustSource.InPem) source;
        PemProblems problems = new PemProblems(pem.certs(), pem.keyPrefix(), "certs");
        PemText text = PemText.read(pem.certs(), problems);
        return new Trusted(PemLoader.certificates(text), problems.place());
    }

    private static TlsMaterialException everybody(Trusted trusted, TrustSource source) {
        return new TlsMaterialException(
                "The trust store "
                        + trusted.place()
                        + " has all the authorities that the Java runtime trusts for servers of the"
                        + " internet: whoever has a certificate from any of them would be let in.",
                "Name a trust store with only the authorities that issue your clients'"
                        + " certificates in "
                        + source.keyPrefix()
                        + (source instanceof TrustSource.InPem ? ".certs." : ".path."));
    }

    /** wss.tls.trust-store.p12 has wss.tls.crl.path beside it. */
    private static String crlKey(TrustSource source) {
        String prefix = source.keyPrefix();
        return prefix.substring(0, prefix.lastIndexOf(".trust-store")) + ".crl.path";
    }

    /**
     * @param place where the certificates came from, escaped
     */
    private record Trusted(List<X509Certificate> certificates, String place) {}
}
