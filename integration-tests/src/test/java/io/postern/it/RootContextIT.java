package io.postern.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.it.app.Echo;
import io.postern.it.support.Application;
import io.postern.it.support.Ports;
import io.postern.it.support.TestKeyStore;
import io.postern.it.support.Wars;
import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application at the root of the host, where the server lets it have that place. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class RootContextIT {

    private static final TestKeyStore KEY_STORE = TestKeyStore.create();
    private static final int PORT = Ports.choose();

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.named("root-context")
                .with(Echo.class)
                .keyStore(KEY_STORE)
                .property("wss.port", PORT)
                .webInf("ibm-web-ext.xml", libertys())
                .webInf("jboss-web.xml", "<jboss-web><context-root>/</context-root></jboss-web>")
                .build();
    }

    private static String libertys() {
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <web-ext xmlns="http://websphere.ibm.com/xml/ns/javaee" version="1.1">
          <context-root uri="/"/>
        </web-ext>
        """;
    }

    @Test
    void it_is_served_as_any_other() throws Exception {
        URI uri = URI.create("wss://localhost:" + PORT + "/echo/a");

        assertThat(new Application("", KEY_STORE).connect(uri).ask("hello"))
                .isEqualTo("a says hello");
    }
}
