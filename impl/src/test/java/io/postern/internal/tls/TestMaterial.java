package io.postern.internal.tls;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.security.PrivateKey;
import java.util.List;

/** Key material that is made for a test. */
final class TestMaterial {

    private TestMaterial() {}

    /** A P-256 key and its certificate, which may sign itself, for localhost. */
    static TlsMaterial selfSigned() throws Exception {
        X509Bundle bundle = bundle();
        return new TlsMaterial(
                bundle.getKeyPair().getPrivate(), List.of(bundle.getCertificate()), "a test");
    }

    /** A certificate for localhost, and those of its issuers up to a root. */
    static TlsMaterial issuedBy(int issuers) throws Exception {
        X509Bundle issuer = authority("Authority 0").buildSelfSigned();
        for (int i = 1; i < issuers; i++) {
            issuer = authority("Authority " + i).buildIssuedBy(issuer);
        }
        X509Bundle own =
                new CertificateBuilder()
                        .subject("CN=localhost")
                        .addSanDnsName("localhost")
                        .ecp256()
                        .buildIssuedBy(issuer);
        return new TlsMaterial(
                own.getKeyPair().getPrivate(), List.of(own.getCertificatePathWithRoot()), "a test");
    }

    private static CertificateBuilder authority(String name) {
        return new CertificateBuilder()
                .subject("CN=" + name)
                .setIsCertificateAuthority(true)
                .ecp256();
    }

    /** A private key of a kind that no engine knows. */
    static TlsMaterial withUnknownKind() throws Exception {
        return new TlsMaterial(new UnknownKey(), List.of(bundle().getCertificate()), "a test");
    }

    private static final class UnknownKey implements PrivateKey {

        private static final long serialVersionUID = 1L;

        @Override
        public String getAlgorithm() {
            return "UNKNOWN";
        }

        @Override
        public String getFormat() {
            return "PKCS#8";
        }

        @Override
        public byte[] getEncoded() {
            return new byte[] {0x30, 0};
        }
    }

    private static X509Bundle bundle() throws Exception {
        return new CertificateBuilder()
                .subject("CN=localhost")
                .addSanDnsName("localhost")
                .setIsCertificateAuthority(true)
                .ecp256()
                .buildSelfSigned();
    }
}
