package io.postern.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.it.app.InRequest;
import io.postern.it.app.Own;
import io.postern.it.app.Plain;
import io.postern.it.app.Shared;
import io.postern.it.app.Surroundings;
import io.postern.it.support.Application;
import io.postern.it.support.Client;
import io.postern.it.support.TestKeyStore;
import io.postern.it.support.Wars;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What CDI and the server give to endpoints, the instances included. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class CdiIT {

    private static final TestKeyStore KEY_STORE = TestKeyStore.create();

    @Deployment(name = "annotated", testable = false)
    static WebArchive annotated() {
        return war("annotated").build();
    }

    @Deployment(name = "all", testable = false)
    static WebArchive all() {
        return war("all")
                .webInf(
                        "beans.xml",
                        """
                        <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0"
                               bean-discovery-mode="all"/>
                        """)
                .build();
    }

    private static Wars war(String name) {
        return Wars.named(name)
                .with(Shared.class, Own.class, Plain.class, Surroundings.class, InRequest.class)
                .keyStore(KEY_STORE)
                .property("greeting", "from the WAR")
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
                        """);
    }

    private final Application annotated = new Application("annotated", KEY_STORE);

    @Test
    void an_application_scoped_endpoint_is_one_instance_for_all_connections() throws Exception {
        String first = annotated.connect("/shared").ask("a");
        String second = annotated.connect("/shared").ask("b");

        assertThat(first).startsWith("message 1,");
        assertThat(second).startsWith("message 2,");
    }

    @Test
    void each_callback_has_a_request_context_of_its_own() throws Exception {
        Client client = new Application("all", KEY_STORE).connect("/shared");

        assertThat(client.ask("a")).endsWith("calls in its request 1, 2");
        assertThat(client.ask("b")).endsWith("calls in its request 1, 2");
    }

    @Test
    void a_dependent_endpoint_is_made_for_each_connection_and_destroyed_with_it() throws Exception {
        Client first = annotated.connect("/own");
        Client second = annotated.connect("/own");
        assertThat(first.ask("a")).isEqualTo("101");
        assertThat(first.ask("b")).isEqualTo("102");
        assertThat(second.ask("a")).isEqualTo("101");

        first.close(1000, "");

        await().untilAsserted(
                        () ->
                                assertThat(annotated.journal())
                                        .contains("own destroyed at 102")
                                        .doesNotContain("own destroyed at 101"));
    }

    @ParameterizedTest(name = "bean-discovery-mode={0}")
    @ValueSource(strings = {"annotated", "all"})
    void a_class_without_a_scope_is_made_for_each_connection_whether_it_is_a_bean_or_not(
            String mode) throws Exception {
        Application application = new Application(mode, KEY_STORE);
        Client first = application.connect("/plain");
        assertThat(first.ask("a")).isEqualTo("201");
        assertThat(first.ask("b")).isEqualTo("202");
        assertThat(application.connect("/plain").ask("a")).isEqualTo("201");

        first.close(1000, "");

        await().untilAsserted(
                        () -> assertThat(application.journal()).contains("plain destroyed at 202"));
    }

    @Test
    void a_callback_finds_the_application_s_naming() throws Exception {
        assertThat(annotated.connect("/surroundings").ask("naming"))
                .isEqualTo("the WAR's own, annotated, annotated");
    }

    @Test
    void a_callback_finds_the_application_s_classes_configuration_and_beans() throws Exception {
        Client client = annotated.connect("/surroundings");

        assertThat(client.ask("class")).isEqualTo("the application's");
        assertThat(client.ask("config")).isEqualTo("from the WAR");
        assertThat(client.ask("bean")).isEqualTo("1");
    }

    @Test
    void a_callback_runs_on_a_thread_of_the_server_s_managed_executor() throws Exception {
        assertThat(annotated.connect("/surroundings").ask("thread")).doesNotContain("postern");
    }
}
