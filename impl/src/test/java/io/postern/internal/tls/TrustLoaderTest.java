package io.postern.internal.tls;

import static io.postern.internal.tls.ClientCertificates.authority;
import static io.postern.internal.tls.KeyStoreFiles.CLOCK;
import static io.postern.internal.tls.KeyStoreFiles.STORE_PASSWORD;
import static io.postern.internal.tls.KeyStoreFiles.WRONG_PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netty.pkitesting.X509Bundle;
import io.postern.internal.config.ClientAuth;
import io.postern.internal.config.ClientAuthConfig;
import io.postern.internal.config.KeyStoreType;
import io.postern.internal.config.PathValidation;
import io.postern.internal.config.PemLocation;
import io.postern.internal.config.PrincipalSource;
import io.postern.internal.config.Revocation;
import io.postern.internal.config.Secret;
import io.postern.internal.config.TrustSource;
import io.postern.internal.tls.KeyStoreFiles.Content;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.assertj.core.api.AbstractStringAssert;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.bc.BcPKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS12SafeBagBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustLoaderTest {

    private static final String P12 = "wss.tls.trust-store.p12";

    @TempDir Path directory;
    private KeyStoreFiles files;
    private X509Bundle root;
    private X509Bundle other;

    @BeforeEach
    void make_authorities() throws Exception {
        files = new KeyStoreFiles(directory);
        root = authority("Root").buildSelfSigned();
        other = authority("Other").buildSelfSigned();
    }

    @Test
    void without_a_trust_store_nobody_is_trusted() throws Exception {
        assertThat(TrustLoader.load(ClientAuthConfig.NONE, CLOCK)).isSameAs(TrustMaterial.NONE);
    }

    @Test
    void the_certificates_of_a_pkcs12_file_are_trusted() throws Exception {
        Path file = files.write(trusted("a", root), trusted("b", other));

        TrustMaterial trust = load(p12(file));

        assertThat(trust.certificates())
                .containsExactlyInAnyOrder(root.getCertificate(), other.getCertificate());
        assertThat(trust.crls()).isEmpty();
        assertThat(trust.source()).isEqualTo(file.toString());
        assertThat(trust).hasToString("TrustMaterial[certificates=2, crls=0, source=" + file + "]");
    }

    @Test
    void the_certificates_of_a_jks_file_are_trusted() throws Exception {
        Path file = files.write("ca.jks", "JKS", trusted("a", root));

        assertThat(load(jks(file)).certificates()).containsExactly(root.getCertificate());
    }

    @Test
    void the_certificates_of_pem_text_are_trusted_wherever_it_is() throws Exception {
        String text = PemFiles.chain(root) + PemFiles.chain(other);
        Path file = Files.writeString(directory.resolve("ca.pem"), text);

        TrustMaterial inFile = load(pem(new PemLocation.InFile(file)));
        assertThat(inFile.certificates())
                .containsExactly(root.getCertificate(), other.getCertificate());
        assertThat(inFile.source()).isEqualTo(file.toString());
        TrustMaterial inline = load(pem(new PemLocation.Inline(Secret.of(text))));
        assertThat(inline.certificates()).isEqualTo(inFile.certificates());
        assertThat(inline.source()).isEqualTo("the value of wss.tls.trust-store.pem.certs");
    }

    @Test
    void everything_is_read_anew_each_time() throws Exception {
        ClientAuthConfig config = p12(files.write(trusted("a", root)));
        TrustMaterial before = load(config);
        assertThat(load(config)).isEqualTo(before);
        files.write(trusted("a", other));

        assertThat(load(config)).isNotEqualTo(before);
    }

    @Test
    void the_certificate_of_a_private_key_is_not_trusted() throws Exception {
        Path mixed = files.write(KeyStoreFiles.entry("server", other), trusted("a", root));
        assertThat(load(p12(mixed)).certificates()).containsExactly(root.getCertificate());

        Path keys = files.write(KeyStoreFiles.entry("server", other));
        assertRefusal(p12(keys))
                .contains("has no trusted certificate. Its entries: 'server'.")
                .contains("keytool -importcert");
    }

    @Test
    void certificates_as_openssl_stores_them_are_explained() throws Exception {
        Path file = Files.write(directory.resolve("openssl.p12"), withoutAttributes(root));

        assertRefusal(p12(file))
                .startsWith("Trust store '" + file + "' has no trusted certificate.")
                .contains("Certificates that openssl writes into such a file do not count")
                .contains("keytool -importcert")
                .endsWith("then name that file in wss.tls.trust-store.p12.path.");
    }

    @Test
    void a_wrong_password_names_the_key() throws Exception {
        Path p12 = files.write(trusted("a", root));
        Path jks = files.write("ca.jks", "JKS", trusted("a", root));

        assertRefusal(config(KeyStoreType.PKCS12, p12, WRONG_PASSWORD, P12))
                .isEqualTo(
                        "Trust store '"
                                + p12
                                + "' cannot be opened: the password is wrong, or the file is"
                                + " damaged. Correct wss.tls.trust-store.p12.password, or write the"
                                + " file again.");
        assertRefusal(config(KeyStoreType.JKS, jks, WRONG_PASSWORD, "wss.tls.trust-store.jks"))
                .contains("Correct wss.tls.trust-store.jks.password");
    }

    @Test
    void other_formats_name_the_keys_for_them() throws Exception {
        Path p12 = files.write(trusted("a", root));
        Path jks = files.write("ca.jks", "JKS", trusted("a", root));
        Path jceks = files.write("ca.jceks", "JCEKS", trusted("a", root));
        Path pem = Files.writeString(directory.resolve("ca.pem"), PemFiles.chain(root));
        Path der = Files.write(directory.resolve("ca.der"), root.getCertificate().getEncoded());

        assertRefusal(p12(jks)).contains("JKS, not PKCS12", "wss.tls.trust-store.jks.path");
        assertRefusal(p12(jceks)).contains("JCEKS, not PKCS12", "Convert it", P12 + ".path");
        assertRefusal(jks(p12)).contains("PKCS12, not JKS", P12 + ".path", P12 + ".password");
        assertRefusal(p12(pem)).contains("a PEM text file", "wss.tls.trust-store.pem.certs");
        assertRefusal(p12(der)).contains("is not a PKCS12 key store", P12 + ".path");
        assertRefusal(pem(new PemLocation.InFile(p12)))
                .contains("openssl x509 -inform DER", P12 + ".path");
    }

    @Test
    void a_file_that_is_missing_empty_or_cut_off_is_refused() throws Exception {
        Path none = directory.resolve("none");
        Path empty = Files.createFile(directory.resolve("empty"));
        assertRefusal(p12(none)).contains("Trust store '" + none + "' does not exist", P12);
        assertRefusal(p12(empty)).contains("is empty", P12 + ".path");
        assertRefusal(p12(directory)).contains("is a directory", P12 + ".path");
        assertRefusal(pem(new PemLocation.InFile(none))).contains("trust-store.pem.certs");
        assertRefusal(pem(new PemLocation.InClassPath("none.pem"))).contains("classpath:none.pem");

        byte[] whole = Files.readAllBytes(files.write(trusted("a", root)));
        for (int length = 1; length < whole.length; length += 7) {
            Path file = Files.write(none, Arrays.copyOf(whole, length));
            assertRefusal(p12(file)).contains(P12);
        }
    }

    @Test
    void pem_text_without_a_certificate_is_refused() throws Exception {
        PemLocation key = new PemLocation.Inline(Secret.of(PemFiles.pkcs8(root)));

        assertRefusal(pem(key))
                .contains("has a private key and no certificate")
                .endsWith("Name the certificates in wss.tls.trust-store.pem.certs.");
        assertRefusal(
                        pem(
                                new PemLocation.Inline(
                                        Secret.of(PemFiles.block("CERTIFICATE", new byte[9])))))
                .contains("certificate 1 of 1 is damaged");
    }

    @Test
    void the_public_authorities_of_the_java_runtime_are_refused() throws Exception {
        Path roots = files.write("cacerts", "JKS", trusted("a", root), trusted("b", other));
        X509Bundle own = authority("Own").buildSelfSigned();
        Path all = files.write(trusted("a", root), trusted("b", other), trusted("own", own));

        Throwable thrown = catchThrowable(() -> TrustLoader.load(p12(all), CLOCK, roots));
        assertThat(thrown)
                .isInstanceOf(TlsMaterialException.class)
                .hasMessageContaining("all the authorities that the Java runtime trusts")
                .hasMessageEndingWith("in wss.tls.trust-store.p12.path.");

        Path one = files.write(trusted("a", root), trusted("own", own));
        assertThat(TrustLoader.load(p12(one), CLOCK, roots).certificates()).hasSize(2);
        Path none = directory.resolve("none");
        assertThat(TrustLoader.load(p12(one), CLOCK, none).certificates()).hasSize(2);
    }

    @Test
    void the_file_of_this_java_runtime_is_the_one_that_counts() throws Exception {
        Path copy = Files.copy(PublicRoots.file(), directory.resolve("copy"));

        assertThat(PublicRoots.areIn(PublicRoots.read(copy), PublicRoots.file())).isTrue();
    }

    @Test
    void lists_are_loaded_where_revocation_is_by_list() throws Exception {
        Path file = files.write(trusted("a", root));
        X509CRL crl = TestCrl.of(root).crl();
        Path list = Files.write(directory.resolve("ca.crl"), crl.getEncoded());

        assertThat(load(p12(file, new Revocation.Crl(list))).crls()).containsExactly(crl);
        assertRefusal(p12(file, new Revocation.Crl(directory.resolve("none"))))
                .contains("CRL '", "correct wss.tls.crl.path");
    }

    @Test
    void a_listener_with_a_name_is_told_its_own_keys() throws Exception {
        Path file = files.write(trusted("a", root));
        TrustSource.InKeyStore source =
                new TrustSource.InKeyStore(
                        KeyStoreType.PKCS12,
                        file,
                        Secret.of(STORE_PASSWORD),
                        "wss.admin.tls.trust-store.p12");
        Path none = directory.resolve("none");

        assertRefusal(config(source, new Revocation.Crl(none))).contains("wss.admin.tls.crl.path");
    }

    /** A PKCS12 file with a certificate and nothing more, as openssl pkcs12 -nokeys writes it. */
    private static byte[] withoutAttributes(X509Bundle bundle) throws Exception {
        PKCS12PfxPduBuilder builder = new PKCS12PfxPduBuilder();
        builder.addData(new JcaPKCS12SafeBagBuilder(bundle.getCertificate()).build());
        return builder.build(new BcPKCS12MacCalculatorBuilder(), STORE_PASSWORD.toCharArray())
                .getEncoded();
    }

    private static Content trusted(String alias, X509Bundle bundle) {
        Certificate certificate = bundle.getCertificate();
        return store -> store.setCertificateEntry(alias, certificate);
    }

    private static TrustMaterial load(ClientAuthConfig config) throws TlsMaterialException {
        return TrustLoader.load(config, CLOCK);
    }

    private static AbstractStringAssert<?> assertRefusal(ClientAuthConfig config) {
        Throwable thrown = catchThrowable(() -> load(config));
        assertThat(thrown).isInstanceOf(TlsMaterialException.class);
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("canary");
        assertThat(thrown.getMessage()).doesNotContain("\n", ": null");
        return assertThat(thrown.getMessage());
    }

    private static ClientAuthConfig p12(Path file) {
        return p12(file, new Revocation.None());
    }

    private static ClientAuthConfig p12(Path file, Revocation revocation) {
        Secret password = Secret.of(STORE_PASSWORD);
        return config(
                new TrustSource.InKeyStore(KeyStoreType.PKCS12, file, password, P12), revocation);
    }

    private static ClientAuthConfig jks(Path file) {
        return config(KeyStoreType.JKS, file, STORE_PASSWORD, "wss.tls.trust-store.jks");
    }

    private static ClientAuthConfig pem(PemLocation location) {
        return config(
                new TrustSource.InPem(location, "wss.tls.trust-store.pem"), new Revocation.None());
    }

    private static ClientAuthConfig config(
            KeyStoreType type, Path file, String password, String keyPrefix) {
        TrustSource source = new TrustSource.InKeyStore(type, file, Secret.of(password), keyPrefix);
        return config(source, new Revocation.None());
    }

    private static ClientAuthConfig config(TrustSource source, Revocation revocation) {
        return new ClientAuthConfig(
                ClientAuth.REQUIRED,
                Optional.of(source),
                new ClientAuthConfig.Path(PathValidation.REQUIRED, revocation),
                PrincipalSource.SUBJECT,
                Duration.ofSeconds(5));
    }
}
