package io.postern.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.postern.it.app.Clerk;
import io.postern.it.app.Echo;
import io.postern.it.app.InRequest;
import io.postern.it.app.Transactions;
import io.postern.it.support.Application;
import io.postern.it.support.Client;
import io.postern.it.support.TestKeyStore;
import io.postern.it.support.TestedServer;
import io.postern.it.support.Wars;
import java.nio.charset.StandardCharsets;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a server surrounds a callback, on each kind of thread that may run it. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class SurroundingsIT {

    private static final TestKeyStore KEY_STORE = TestKeyStore.create();

    private final Application application = new Application("around", KEY_STORE);

    @Deployment(testable = false)
    static WebArchive war() {
        JavaArchive jar =
                ShrinkWrap.create(JavaArchive.class, "endpoints.jar")
                        .addClass(Echo.class)
                        .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml");
        return Wars.named("around")
                .with(Transactions.class, Clerk.class, InRequest.class)
                .keyStore(KEY_STORE)
                .webInf(
                        "web.xml",
                        """
                        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                            <env-entry>
                                <env-entry-name>place</env-entry-name>
                                <env-entry-type>java.lang.String</env-entry-type>
                                <env-entry-value>the WAR's own</env-entry-value>
                            </env-entry>
                        </web-app>
                        """)
                .build()
                .addAsLibrary(jar);
    }

    private String ask(String thread, String question) throws InterruptedException {
        Client client = application.connect("/transactions");
        return thread.equals("event loop")
                ? client.ask(question)
                : client.send(question.getBytes(StandardCharsets.US_ASCII)).next();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"managed", "event loop"})
    void naming_is_there_on_all_threads(String thread) throws Exception {
        assertThat(ask(thread, "naming")).isEqualTo("around, the WAR's own");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"managed", "event loop"})
    void a_transaction_can_be_begun_and_ended(String thread) throws Exception {
        assertThat(ask(thread, "user")).isEqualTo("none, active, none");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"managed", "event loop"})
    void a_transactional_bean_has_a_transaction(String thread) throws Exception {
        assertThat(ask(thread, "transactional")).isEqualTo("active, then none");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"managed", "event loop"})
    void a_session_bean_is_called_within_the_request_context_of_the_callback(String thread)
            throws Exception {
        assumeThat(TestedServer.CURRENT.hasSessionBeans()).as("session beans").isTrue();
        assertThat(ask(thread, "ejb")).isEqualTo("1, 2, 3");
        assertThat(ask(thread, "ejb")).isEqualTo("1, 2, 3");
    }

    @Test
    void an_endpoint_in_a_jar_of_the_war_is_served() throws Exception {
        assertThat(application.connect("/echo/a").ask("hello")).isEqualTo("a says hello");
    }
}
