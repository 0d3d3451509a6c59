package io.postern.internal.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Certificates with names, made for a test. */
final class NamedCertificate {

    private static final String SUBJECT_ALT_NAME = "2.5.29.17";
    private static final int SEQUENCE = 0x30;
    private static final int DNS_NAME = 0x82;

    private NamedCertificate() {}

    /** For these DNS names, and with a common name that is none of them. */
    static TlsMaterial of(Algorithm key, String... names) throws Exception {
        CertificateBuilder builder =
                new CertificateBuilder()
                        .subject("CN=common.example")
                        .setIsCertificateAuthority(true)
                        .algorithm(key);
        if (names.length > 0) {
            builder.addExtensionOctetString(SUBJECT_ALT_NAME, false, alternativeNames(names));
        }
        X509Bundle bundle = builder.buildSelfSigned();
        return new TlsMaterial(
                bundle.getKeyPair().getPrivate(),
                List.of(bundle.getCertificate()),
                String.join(",", names));
    }

    /** The builder's own takes no wildcards. RFC 5280 section 4.2.1.6. */
    private static byte[] alternativeNames(String... names) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String name : names) {
            all.writeBytes(der(DNS_NAME, name.getBytes(US_ASCII)));
        }
        return der(SEQUENCE, all.toByteArray());
    }

    private static byte[] der(int tag, byte[] value) {
        if (value.length > 0x7f) {
            throw new IllegalArgumentException("too long: " + value.length);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(tag);
        all.write(value.length);
        all.writeBytes(value);
        return all.toByteArray();
    }
}
