package io.postern.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.pkitesting.X509Bundle;
import io.postern.it.app.Guests;
import io.postern.it.app.InRequest;
import io.postern.it.app.Presented;
import io.postern.it.support.Application;
import io.postern.it.support.Client;
import io.postern.it.support.TestKeyStore;
import io.postern.it.support.TestPki;
import io.postern.it.support.Wars;
import java.net.http.HttpClient;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients with certificates, a validator that is a bean, and a trust store that changes. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ClientCertificatesIT {

    private static final int PATIENCE_SECONDS = 60;

    private static final TestPki PKI = TestPki.create();
    private static final X509Bundle FIRST = TestPki.authority("CN=first");
    private static final X509Bundle SECOND = TestPki.authority("CN=second");

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.named("client-certificates")
                .with(Guests.class, Presented.class, InRequest.class)
                .property("wss.tls.key-store.pem.cert", "classpath:tls/server.crt")
                .property("wss.tls.key-store.pem.key", "classpath:tls/server.key")
                .property("wss.tls.client-auth", "optional")
                .property("wss.tls.trust-store.p12.path", PKI.trust(FIRST))
                .property("wss.tls.trust-store.p12.password", TestKeyStore.PASSWORD)
                .property("wss.tls.reload-interval", "100ms")
                .build()
                .addAsResource(new StringAsset(PKI.certificatePem()), "tls/server.crt")
                .addAsResource(new StringAsset(PKI.keyPem()), "tls/server.key");
    }

    private final Application application =
            new Application("client-certificates", TestKeyStore.create());

    @BeforeEach
    void trustTheFirst() {
        PKI.trust(FIRST);
        await().atMost(PATIENCE_SECONDS, TimeUnit.SECONDS).until(() -> enters(FIRST));
    }

    @Test
    void the_endpoint_knows_a_client_by_its_certificate() throws Exception {
        assertThat(connect("CN=alice", FIRST).ask("?")).isEqualTo("CN=alice with CN=alice");
        assertThat(connect("CN=bob", FIRST).ask("?")).isEqualTo("CN=bob with CN=bob");
    }

    @Test
    void a_client_without_a_certificate_is_nobody_where_one_is_optional() throws Exception {
        assertThat(connect("CN=alice", null).ask("?"))
                .startsWith("nobody with the client of this connection presented no certificate");
    }

    @Test
    void the_validator_has_beans_injected_a_request_context_and_the_last_word() throws Exception {
        connect("CN=carol", FIRST).ask("?");
        assertThat(application.journal()).contains("asked about CN=carol, calls in its request 1");
        int before = application.listener("CLIENT_CERTIFICATE_REFUSED");

        assertThatThrownBy(() -> connect("CN=mallory", FIRST))
                .isInstanceOf(CompletionException.class);

        await().until(() -> application.listener("CLIENT_CERTIFICATE_REFUSED") > before);
    }

    @Test
    void a_changed_trust_store_decides_about_new_clients_and_disturbs_nobody() throws Exception {
        Client alice = connect("CN=alice", FIRST);
        assertThat(enters(SECOND)).isFalse();

        PKI.trust(SECOND);

        await().atMost(PATIENCE_SECONDS, TimeUnit.SECONDS).until(() -> enters(SECOND));
        assertThat(enters(FIRST)).isFalse();
        assertThat(alice.ask("?")).isEqualTo("CN=alice with CN=alice");
    }

    /** The JDK's client keeps back a certificate whose issuer the listener does not name. */
    private boolean enters(X509Bundle authority) throws Exception {
        try {
            return connect("CN=visitor", authority).ask("?").startsWith("CN=visitor");
        } catch (CompletionException refused) {
            return false;
        }
    }

    private Client connect(String subject, @Nullable X509Bundle authority) throws Exception {
        return Client.connect(
                HttpClient.newBuilder().sslContext(PKI.client(subject, authority)).build(),
                application.uri("/presented"));
    }
}
