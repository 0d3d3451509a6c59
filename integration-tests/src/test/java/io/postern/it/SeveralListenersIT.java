package io.postern.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.X509Bundle;
import io.postern.it.app.MadeInCode;
import io.postern.it.app.Whereabouts;
import io.postern.it.support.Application;
import io.postern.it.support.TestKeyStore;
import io.postern.it.support.TestPki;
import io.postern.it.support.Wars;
import java.util.concurrent.CompletionException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Three listeners of one application: a default, a declared and one that it makes itself. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class SeveralListenersIT {

    private static final TestKeyStore KEY_STORE = TestKeyStore.create();
    private static final TestPki PKI = TestPki.create();
    private static final X509Bundle CLIENTS = TestPki.authority("CN=clients");

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.named("several")
                .with(Whereabouts.class, Whereabouts.ElsewhereToo.class, MadeInCode.class)
                .keyStore(KEY_STORE)
                .property("wss.listeners", "devices")
                .property("wss.devices.port", "0")
                .property("wss.devices.tls.client-auth", "required")
                .property("wss.devices.tls.trust-store.p12.path", PKI.trust(CLIENTS))
                .property("wss.devices.tls.trust-store.p12.password", TestKeyStore.PASSWORD)
                .build()
                .addAsResource(new StringAsset(PKI.certificatePem()), "tls/made.crt")
                .addAsResource(new StringAsset(PKI.keyPem()), "tls/made.key");
    }

    private final Application standard = new Application("several", KEY_STORE);

    @Test
    void each_listener_serves_its_endpoints_with_its_own_port_and_policy() throws Exception {
        Application devices = standard.at("devices", KEY_STORE.clientTls());
        Application made = standard.at("made", PKI.client("CN=nobody", null));

        assertThat(standard.connect("/whereabouts").ask("?")).isEqualTo("default");
        assertThat(made.connect("/elsewhere").ask("?")).isEqualTo("made");
        assertThatThrownBy(() -> devices.connect("/elsewhere"))
                .isInstanceOf(CompletionException.class);
        assertThat(devices.listener("NO_CLIENT_CERTIFICATE")).isPositive();
        assertThat(made.status("/whereabouts")).isEqualTo(404);
        assertThat(standard.port()).isNotEqualTo(devices.port()).isNotEqualTo(made.port());
    }

    @Test
    void the_listener_made_in_code_has_its_options_and_its_certificate() throws Exception {
        assertThat(standard.at("made", PKI.client("CN=nobody", null)).listener())
                .containsEntry("state", "OPEN")
                .containsEntry("host", "127.0.0.1");
    }
}
