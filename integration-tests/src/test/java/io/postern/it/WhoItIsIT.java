package io.postern.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.postern.it.app.WhoAmI;
import io.postern.it.support.Application;
import io.postern.it.support.RawClient;
import io.postern.it.support.TestKeyStore;
import io.postern.it.support.TestPki;
import io.postern.it.support.Wars;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Nobody is taken for another by a name in a certificate; and what a client must show that is no
 * browser. Five listeners of one application, each with its own rules.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class WhoItIsIT {

    private static final String NAME = "who-it-is";
    private static final TestPki PKI = TestPki.create();
    private static final X509Bundle CLIENTS = TestPki.authority("CN=clients");

    private final Application standard = new Application(NAME, TestKeyStore.create());

    @Deployment(testable = false)
    static WebArchive war() throws Exception {
        Wars war =
                Wars.named(NAME)
                        .with(WhoAmI.class)
                        .property("wss.listeners", "cn,uri,known,pages")
                        .property("wss.tls.key-store.pem.cert", "classpath:tls/server.crt")
                        .property("wss.tls.key-store.pem.key", "classpath:tls/server.key")
                        .property("wss.tls.client-auth", "optional")
                        .property("wss.tls.trust-store.p12.path", PKI.trust(CLIENTS))
                        .property("wss.tls.trust-store.p12.password", TestKeyStore.PASSWORD)
                        .property("wss.hosts", "localhost,door.example")
                        .property("wss.roles.file", roles("CN=admin = boss"))
                        .property("wss.cn.tls.principal", "cn")
                        .property("wss.cn.roles.file", roles("admin = boss"))
                        .property("wss.uri.tls.principal", "san-uri")
                        .property("wss.uri.roles.file", roles("urn:user:admin = boss"))
                        .property("wss.known.missing-origin", "identified")
                        .property("wss.pages.missing-origin", "refuse");
        for (String listener : "cn,uri,known,pages".split(",")) {
            war.property("wss." + listener + ".port", 0);
        }
        return war.build()
                .addAsResource(new StringAsset(PKI.certificatePem()), "tls/server.crt")
                .addAsResource(new StringAsset(PKI.keyPem()), "tls/server.key");
    }

    private static Path roles(String line) throws Exception {
        Path file = Files.createTempFile(Path.of("target"), "roles", ".txt").toAbsolutePath();
        file.toFile().deleteOnExit();
        return Files.writeString(file, line + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CN=admin                | CN=admin [boss]           | admin [boss]",
                "CN=Admin                | CN=Admin []               | Admin []",
                "CN=a\\,CN\\=admin       | CN=a\\,CN\\=admin []      | a,CN=admin []",
                "CN=admin\\,O\\=x        | CN=admin\\,O\\=x []       | admin,O=x []",
                "CN=admin\\ \\=\\ boss   | CN=admin \\= boss []      | admin = boss []",
                "CN=a,CN=admin           | CN=a,CN=admin []          | refused",
                "CN=admin,CN=admin       | CN=admin,CN=admin []      | refused",
                "CN=a+CN=admin           | CN=a+CN=admin []          | refused",
                "CN=x+OU=admin           | CN=x+OU=admin []          | x []",
                "OU=CN\\=admin           | OU=CN\\=admin []          | refused",
                "CN=\u0430dmin           | CN=\u0430dmin []          | \u0430dmin []",
                "CN=\uff41dmin           | CN=\uff41dmin []          | \uff41dmin []",
                "CN=#0c0661646d696e00    | refused                   | refused",
                "CN=#0c0661646d696e0a    | refused                   | refused",
                "CN=#0c0600646d696e61    | refused                   | refused"
            })
    void a_name_is_that_of_one_client_only(String subject, String bySubject, String byCommonName)
            throws Exception {
        SSLContext tls = PKI.client(subject, CLIENTS);
        assertThat(ask("default", tls)).isEqualTo(bySubject);
        assertThat(ask("cn", tls)).isEqualTo(byCommonName);
        assertThat(ask("uri", tls)).isEqualTo("refused");
    }

    @Test
    void the_part_that_names_a_client_is_the_configured_one() throws Exception {
        SSLContext tls =
                client(
                        certificate ->
                                certificate
                                        .subject("CN=bob")
                                        .addSanUriName(URI.create("urn:user:admin"))
                                        .addSanDnsName("admin"));
        assertThat(ask("default", tls)).isEqualTo("CN=bob []");
        assertThat(ask("cn", tls)).isEqualTo("bob []");
        assertThat(ask("uri", tls)).isEqualTo("urn:user:admin [boss]");
        assertThat(
                        ask(
                                "uri",
                                client(
                                        certificate ->
                                                certificate
                                                        .subject("CN=bob")
                                                        .addSanUriName(URI.create("urn:user:bob"))
                                                        .addSanUriName(
                                                                URI.create("urn:user:admin")))))
                .isEqualTo("refused");
    }

    @Test
    void a_client_with_an_empty_subject_is_refused() throws Exception {
        byte[] dnsNameAdmin = HexFormat.of().parseHex("3007820561646d696e");
        SSLContext tls =
                client(
                        certificate ->
                                certificate
                                        .subject("")
                                        .addExtensionOctetString("2.5.29.17", true, dnsNameAdmin));
        assertThat(ask("default", tls)).isEqualTo("refused");
        assertThat(ask("cn", tls)).isEqualTo("refused");
    }

    @Test
    void who_sends_no_origin_may_have_to_show_a_certificate() throws Exception {
        SSLContext known = PKI.client("CN=ann", CLIENTS);
        SSLContext nobody = PKI.client("CN=ann", null);
        String page = "Origin: https://localhost";
        assertThat(status("default", nobody)).isEqualTo(101);
        assertThat(status("known", nobody)).isEqualTo(401);
        assertThat(status("known", nobody, page)).isEqualTo(101);
        assertThat(status("known", known)).isEqualTo(101);
        assertThat(status("known", known, "Origin: https://localhost.evil")).isEqualTo(403);
        assertThat(status("pages", nobody)).isEqualTo(403);
        assertThat(status("pages", known)).isEqualTo(403);
        assertThat(status("pages", nobody, page)).isEqualTo(101);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 101",
        "LOCALHOST:8444, 101",
        "door.example, 101",
        "attacker.test, 421",
        "door.example.attacker.test, 421",
        "xdoor.example, 421",
        "127.0.0.1, 421"
    })
    void only_hosts_of_the_listener_may_be_named(String host, int status) throws Exception {
        SSLContext tls = PKI.client("CN=ann", CLIENTS);
        try (RawClient client = RawClient.connect(standard.port(), tls)) {
            assertThat(client.upgradeAt(host, "/who", "Origin: https://" + host))
                    .startsWith("HTTP/1.1 " + status + " ");
        }
    }

    private static SSLContext client(UnaryOperator<CertificateBuilder> names) throws Exception {
        return PKI.client(names, CLIENTS);
    }

    /** What the endpoint says; or that the TLS handshake has failed. */
    private String ask(String listener, SSLContext tls) throws Exception {
        Application there = standard.at(listener, tls);
        int refused = there.listener("CLIENT_CERTIFICATE_REFUSED");
        try {
            return there.connect("/who").ask("?");
        } catch (CompletionException failed) {
            await().until(() -> there.listener("CLIENT_CERTIFICATE_REFUSED") > refused);
            return "refused";
        }
    }

    private int status(String listener, SSLContext tls, String... headers) throws Exception {
        try (RawClient client = RawClient.connect(standard.at(listener, tls).port(), tls)) {
            return Integer.parseInt(client.upgrade("/who", headers).split(" ", 3)[1]);
        }
    }
}
