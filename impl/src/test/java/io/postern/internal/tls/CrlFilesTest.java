package io.postern.internal.tls;

import static io.postern.internal.tls.ClientCertificates.authority;
import static io.postern.internal.tls.KeyStoreFiles.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrlFilesTest {

    private static final String KEY = "wss.tls.crl.path";

    @TempDir Path directory;
    private X509Bundle root;
    private X509Bundle other;

    @BeforeEach
    void make_authorities() throws Exception {
        root = authority("Root").buildSelfSigned();
        other = authority("Other").buildSelfSigned();
    }

    @Test
    void lists_are_read_as_der_and_as_pem() throws Exception {
        X509CRL crl = TestCrl.of(root).crl();
        String block = PemFiles.block("X509 CRL", crl.getEncoded());
        String pem = "Issuer: me\n" + block.replace("\n", "\r\n");

        assertThat(read(file(crl.getEncoded()), root)).containsExactly(crl);
        assertThat(read(file(pem.getBytes()), root)).containsExactly(crl);
    }

    @Test
    void a_file_may_have_several_lists_one_after_the_other() throws Exception {
        ByteArrayOutputStream der = new ByteArrayOutputStream();
        der.write(TestCrl.of(root).der());
        der.write(TestCrl.of(other).der());
        String pem = TestCrl.of(other).pem() + TestCrl.of(root).pem();

        assertThat(read(file(der.toByteArray()), root, other)).hasSize(2);
        assertThat(read(file(pem.getBytes()), root, other)).hasSize(2);
    }

    @Test
    void a_directory_may_have_several_files() throws Exception {
        file("a.crl", TestCrl.of(root).der());
        file("b.pem", TestCrl.of(other).pem().getBytes());

        assertThat(read(directory, root, other)).hasSize(2);
    }

    @Test
    void a_mounted_secret_is_such_a_directory() throws Exception {
        Path version = Files.createDirectory(directory.resolve("..2030_05_17"));
        Files.write(version.resolve("ca.crl"), TestCrl.of(root).der());
        Files.createSymbolicLink(directory.resolve("..data"), version.getFileName());
        Files.createSymbolicLink(directory.resolve("ca.crl"), Path.of("..data", "ca.crl"));

        assertThat(read(directory, root)).hasSize(1);
    }

    @Test
    void a_list_of_somebody_unknown_may_be_an_intermediate_s() throws Exception {
        String pem = TestCrl.of(root).pem() + TestCrl.of(other).pem();

        assertThat(read(file(pem.getBytes()), root)).hasSize(2);
    }

    @Test
    void what_is_missing_is_refused() throws Exception {
        assertRefusal(directory.resolve("none.crl"), root)
                .isEqualTo(
                        "CRL '"
                                + directory.resolve("none.crl")
                                + "' does not exist. Put the CRL file there, or correct"
                                + " wss.tls.crl.path.");
        assertRefusal(directory, root).contains("CRL directory", "has no file.", KEY);
        assertRefusal(file(new byte[0]), root).contains("is empty", KEY);
    }

    @Test
    void every_truncation_is_refused() throws Exception {
        byte[] der = TestCrl.of(root).der();
        byte[] pem = TestCrl.of(root).pem().getBytes();
        for (int length = 1; length < der.length; length++) {
            assertRefusal(file(Arrays.copyOf(der, length)), root).contains(KEY);
        }
        for (int length = 1; length < pem.length - 1; length++) {
            assertRefusal(file(Arrays.copyOf(pem, length)), root).contains(KEY);
        }
    }

    @Test
    void what_is_no_list_is_refused() throws Exception {
        String certificate = PemFiles.certificate(root.getCertificate());
        assertRefusal(file(certificate.getBytes()), root)
                .contains("has no block X509 CRL. Its blocks: 'CERTIFICATE'.");
        assertRefusal(file(root.getCertificate().getEncoded()), root)
                .contains("is damaged, or no CRL in DER or PEM");
        assertRefusal(file("hello".getBytes()), root).contains("is damaged, or no CRL");
        assertRefusal(file(PemFiles.block("X509 CRL", new byte[9]).getBytes()), root)
                .contains("is damaged");
        String noBase64 = "-----BEGIN X509 CRL-----\n!!\n-----END X509 CRL-----\n";
        assertRefusal(file(noBase64.getBytes()), root).contains("is damaged");
    }

    @Test
    void one_bad_file_in_a_directory_is_refused() throws Exception {
        file("a.crl", TestCrl.of(root).der());
        file("b.txt", "hello".getBytes());

        assertRefusal(directory, root).contains("b.txt");
    }

    @Test
    void a_list_must_be_current() throws Exception {
        Instant before = NOW.minusSeconds(100);
        assertRefusal(TestCrl.of(root, before, NOW.minusSeconds(1)))
                .contains(
                        "of 'CN=Root' expired on 2030-05-17T11:59:59Z; this machine's clock says"
                                + " 2030-05-17T12:00:00Z.")
                .contains("Fetch the authority's current list");
        assertRefusal(TestCrl.of(root, NOW.plusSeconds(1), NOW.plusSeconds(9)))
                .contains("of 'CN=Root' is not valid before 2030-05-17T12:00:01Z");
        assertRefusal(TestCrl.of(root, before, null))
                .contains("does not say until when it is valid");
        assertThat(read(file(TestCrl.of(root, NOW, NOW).der()), root)).hasSize(1);
    }

    @Test
    void a_list_of_somebody_unknown_must_be_current_as_well() throws Exception {
        String pem =
                TestCrl.of(root).pem()
                        + TestCrl.of(other, NOW.minusSeconds(9), NOW.minusSeconds(1)).pem();

        assertRefusal(file(pem.getBytes()), root).contains("of 'CN=Other' expired on");
    }

    @Test
    void the_trusted_authority_must_have_signed_its_list() throws Exception {
        assertRefusal(TestCrl.forged(root, other))
                .contains("of 'CN=Root' was not signed by the trusted certificate of that name");
    }

    @Test
    void every_trusted_authority_needs_a_list() throws Exception {
        assertRefusal(file(TestCrl.of(root).der()), root, other)
                .contains("has no list that the trusted authority 'CN=Other' has signed.", KEY);
        assertRefusal(file(TestCrl.of(other).der()), root).contains("'CN=Root'");
    }

    @Test
    void two_authorities_of_one_name_need_a_list_each() throws Exception {
        X509Bundle renewed = authority("Root").buildSelfSigned();
        String both = TestCrl.of(root).pem() + TestCrl.of(renewed).pem();

        assertThat(read(file(both.getBytes()), root, renewed)).hasSize(2);
        assertRefusal(file(TestCrl.of(root).der()), root, renewed).contains("has no list that");
    }

    @Test
    void an_authority_of_version_1_needs_a_list_and_a_pinned_client_does_not() throws Exception {
        KeyPair keys = ClientCertificates.p256();
        X509Certificate old = ClientCertificates.version1("CN=Old", keys);
        X509Certificate client = ClientCertificates.selfSigned("CN=me", keys, false);
        Path file = file(TestCrl.of(root).der());

        assertThat(catchThrowable(() -> read(file, List.of(root.getCertificate(), old))))
                .hasMessageContaining("'CN=Old'");
        assertThat(read(file, List.of(root.getCertificate(), client))).hasSize(1);
    }

    @Test
    void lists_that_could_be_forged_or_misunderstood_are_refused() throws Exception {
        assertRefusal(TestCrl.of(root).signedWith("SHA1withECDSA"))
                .contains("has a signature that can be forged: SHA1withECDSA");
        assertRefusal(TestCrl.of(root).critical(Extension.deltaCRLIndicator, new ASN1Integer(1)))
                .contains("has critical extensions that are not understood: [2.5.29.27]");
        assertRefusal(TestCrl.of(root).scope(new IssuingDistributionPoint(null, true, false)))
                .contains("is a part that is not understood");
    }

    private Path file(byte[] content) throws Exception {
        return file("ca.crl", content);
    }

    private Path file(String name, byte[] content) throws Exception {
        return Files.write(directory.resolve(name), content);
    }

    private AbstractStringAssert<?> assertRefusal(TestCrl crl) throws Exception {
        return assertRefusal(file(crl.der()), root);
    }

    private static AbstractStringAssert<?> assertRefusal(Path path, X509Bundle... trusted) {
        Throwable thrown = catchThrowable(() -> read(path, trusted));
        assertThat(thrown).isInstanceOf(TlsMaterialException.class);
        assertThat(thrown.getMessage()).doesNotContain("\n", "null");
        return assertThat(thrown.getMessage());
    }

    private static List<X509CRL> read(Path path, X509Bundle... trusted) throws Exception {
        return read(path, Stream.of(trusted).map(X509Bundle::getCertificate).toList());
    }

    private static List<X509CRL> read(Path path, List<X509Certificate> trusted) throws Exception {
        return new CrlFiles(path, KEY).read(trusted, NOW);
    }
}
