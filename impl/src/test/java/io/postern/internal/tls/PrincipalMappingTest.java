package io.postern.internal.tls;

import static io.postern.internal.config.PrincipalSource.CN;
import static io.postern.internal.config.PrincipalSource.FINGERPRINT;
import static io.postern.internal.config.PrincipalSource.SAN_DNS;
import static io.postern.internal.config.PrincipalSource.SAN_EMAIL;
import static io.postern.internal.config.PrincipalSource.SAN_URI;
import static io.postern.internal.config.PrincipalSource.SUBJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.postern.internal.config.PrincipalSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.assertj.core.api.OptionalAssert;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERT61String;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalMappingTest {

    private static X509Bundle root;

    @BeforeAll
    static void make_an_authority() throws Exception {
        root = ClientCertificates.authority("Root").buildSelfSigned();
    }

    @Test
    void the_subject_is_the_name_itself() throws Exception {
        X500Principal name = new X500Principal("CN=device 7+OU=field,O=Acme\\, Inc.,C=DE");

        assertPrincipal(SUBJECT, name).contains(name);
    }

    @Test
    void an_empty_subject_names_nobody() throws Exception {
        GeneralNames other = new GeneralNames(new GeneralName(GeneralName.dNSName, "a.example"));
        X509Certificate certificate =
                build(
                        ClientCertificates.plain("")
                                .subject(new X500Principal(""))
                                .addExtensionOctetString("2.5.29.17", true, other.getEncoded()));

        assertThat(principal(SUBJECT, certificate)).isEmpty();
        assertThat(principal(CN, certificate)).isEmpty();
        assertThat(name(SAN_DNS, certificate)).contains("a.example");
    }

    @Test
    void a_common_name_is_found_wherever_it_stands() throws Exception {
        assertCommonName("CN=device,O=Acme").contains("device");
        assertCommonName("O=Acme,CN=device").contains("device");
        assertCommonName("O=Acme,CN=device+OU=field").contains("device");
        assertCommonName("2.5.4.3=device").contains("device");
    }

    @Test
    void a_common_name_is_taken_as_it_is() throws Exception {
        assertCommonName("CN=a\\,CN\\=admin").contains("a,CN=admin");
        assertCommonName("CN=\\\"a\\+b\\\\\\;\\<\\>\\#").contains("\"a+b\\;<>#");
        assertCommonName("CN=\\ a  b\\ ").contains(" a  b ");
        assertCommonName("CN=ADMIN").contains("ADMIN");
        assertCommonName("CN=\u0430dmin").contains("\u0430dmin");
    }

    @Test
    void what_looks_like_a_common_name_is_none() throws Exception {
        assertCommonName("OU=CN\\=admin").isEmpty();
        assertCommonName("OU=\"x,CN=admin\"").isEmpty();
        assertCommonName("O=Acme").isEmpty();
    }

    @Test
    void several_common_names_name_nobody() throws Exception {
        assertCommonName("CN=a,CN=b").isEmpty();
        assertCommonName("CN=a,O=Acme,CN=a").isEmpty();
        assertCommonName("CN=a+CN=b").isEmpty();
        assertThat(principal(CN, client(twice("a")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "a\nb", "\u0085", "a\u2028b", "a\ufffdb", "", "  "})
    void names_that_cannot_be_read_name_nobody(String name) throws Exception {
        X500Principal subject = encoded(new DERUTF8String(name));

        assertThat(principal(CN, client(subject))).isEmpty();
        assertThat(principal(SUBJECT, client(subject))).isEmpty();
    }

    @Test
    void bytes_that_are_no_text_of_their_kind_name_nobody() throws Exception {
        byte[] latin1 = "Andr\u00e9".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(principal(CN, client(encoded(new DERT61String(latin1))))).isEmpty();
        assertThat(principal(CN, client(encoded(new DEROctetString(latin1))))).isEmpty();
    }

    @Test
    void the_one_alternative_name_of_a_kind_is_taken() throws Exception {
        X509Certificate certificate =
                build(
                        ClientCertificates.client("device")
                                .addSanUriName(new URI("spiffe://acme/device/7"))
                                .addSanDnsName("device-7.example")
                                .addSanRfc822Name("device@example.com")
                                .addSanIpAddress("192.0.2.1"));

        assertThat(name(SAN_URI, certificate)).contains("spiffe://acme/device/7");
        assertThat(name(SAN_DNS, certificate)).contains("device-7.example");
        assertThat(name(SAN_EMAIL, certificate)).contains("device@example.com");
        assertThat(name(CN, certificate)).contains("device");
    }

    @Test
    void several_alternative_names_of_a_kind_name_nobody() throws Exception {
        X509Certificate certificate =
                build(
                        ClientCertificates.client("device")
                                .addSanUriName(new URI("spiffe://acme/a"))
                                .addSanUriName(new URI("spiffe://acme/b"))
                                .addSanDnsName("a.example")
                                .addSanDnsName("a.example"));

        assertThat(principal(SAN_URI, certificate)).isEmpty();
        assertThat(principal(SAN_DNS, certificate)).isEmpty();
        assertThat(principal(SAN_EMAIL, certificate)).isEmpty();
    }

    @Test
    void an_alternative_name_that_cannot_be_parsed_names_nobody() throws Exception {
        X509Certificate certificate =
                build(
                        ClientCertificates.client("device")
                                .addExtensionOctetString("2.5.29.17", false, new byte[] {1, 2}));

        assertThat(principal(SAN_DNS, certificate)).isEmpty();
    }

    @Test
    void a_fingerprint_is_sha_256_in_hexadecimal_digits() throws Exception {
        X509Certificate certificate = build(ClientCertificates.client("device"));
        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());

        assertThat(name(FINGERPRINT, certificate)).contains(HexFormat.of().formatHex(sha256));
    }

    @Test
    void a_principal_is_a_value_and_its_text_is_one_line() {
        Principal device = new CertificatePrincipal(CN, "device\u202e");

        assertThat(device).isEqualTo(new CertificatePrincipal(CN, "device\u202e"));
        assertThat(device).hasSameHashCodeAs(new CertificatePrincipal(CN, "device\u202e"));
        assertThat(device).isNotEqualTo(new CertificatePrincipal(SAN_DNS, "device\u202e"));
        assertThat(device).hasToString("device\\u202e");
    }

    @Test
    void different_names_are_different_principals() throws Exception {
        Random random = new Random(7);
        KeyPair keys = ClientCertificates.p256();
        Set<String> names = new HashSet<>();
        Set<Principal> byCommonName = new HashSet<>();
        Set<String> bySubject = new HashSet<>();
        while (names.size() < 500) {
            String name = randomName(random);
            X500Principal distinguished = encoded(new DERUTF8String(name));
            X509Certificate certificate =
                    build(ClientCertificates.plain("").subject(distinguished).keyPair(keys));
            Optional<Principal> principal = principal(CN, certificate);
            if (!name.isBlank() && names.add(name)) {
                assertThat(principal.map(Principal::getName)).contains(name);
                assertThat(byCommonName.add(principal.orElseThrow())).isTrue();
                Principal subject = principal(SUBJECT, certificate).orElseThrow();
                assertThat(bySubject.add(subject.getName())).isTrue();
            }
        }
    }

    /** Of what distinguished names give a meaning to. */
    private static String randomName(Random random) {
        String alphabet = "aA ,+=\"\\<>;#/\u00e9\u0430CN";
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            name.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return name.toString();
    }

    private static X500Principal encoded(ASN1Encodable commonName) throws Exception {
        return new X500Principal(
                new X500Name(new RDN[] {new RDN(BCStyle.CN, commonName)}).getEncoded());
    }

    /** The same attribute two times in one RDN. */
    private static X500Principal twice(String name) throws Exception {
        ASN1ObjectIdentifier type = BCStyle.CN;
        AttributeTypeAndValue value = new AttributeTypeAndValue(type, new DERUTF8String(name));
        RDN rdn = new RDN(new AttributeTypeAndValue[] {value, value});
        return new X500Principal(new X500Name(new RDN[] {rdn}).getEncoded());
    }

    private static OptionalAssert<Principal> assertPrincipal(
            PrincipalSource source, X500Principal subject) throws Exception {
        return assertThat(principal(source, client(subject)));
    }

    private static OptionalAssert<String> assertCommonName(String subject) throws Exception {
        return assertThat(name(CN, client(new X500Principal(subject))));
    }

    private static Optional<String> name(PrincipalSource source, X509Certificate certificate) {
        return principal(source, certificate).map(Principal::getName);
    }

    private static Optional<Principal> principal(
            PrincipalSource source, X509Certificate certificate) {
        return new PrincipalMapping(source).principal(certificate);
    }

    private static X509Certificate client(X500Principal subject) throws Exception {
        return build(ClientCertificates.client("device").subject(subject));
    }

    private static X509Certificate build(CertificateBuilder builder) throws Exception {
        return builder.buildIssuedBy(root).getCertificate();
    }
}
