package io.postern.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.it.app.AllEndpoints;
import io.postern.it.app.Echo;
import io.postern.it.app.Plain;
import io.postern.it.support.Application;
import io.postern.it.support.ListenerServlet;
import io.postern.it.support.Server;
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

/** The server's own port, without TLS, while the server's own WebSocket support is on. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class PlainPortIT {

    private static final TestKeyStore KEY_STORE = TestKeyStore.create();

    @Deployment(name = "withheld", testable = false)
    static WebArchive withheld() {
        return war("withheld").build();
    }

    @Deployment(name = "described", testable = false)
    static WebArchive described() {
        return war("described").webInf("web.xml", webXml("", "")).build();
    }

    /** Annotations are not for the servlet container there; those of beans are for CDI. */
    @Deployment(name = "complete", testable = false)
    static WebArchive complete() {
        String servlet =
                """
                <servlet>
                    <servlet-name>listener</servlet-name>
                    <servlet-class>%s</servlet-class>
                </servlet>
                <servlet-mapping>
                    <servlet-name>listener</servlet-name>
                    <url-pattern>/listener</url-pattern>
                </servlet-mapping>
                """
                        .formatted(ListenerServlet.class.getName());
        return war("complete")
                .webInf("web.xml", webXml("metadata-complete=\"true\"", servlet))
                .build();
    }

    private static String webXml(String attribute, String content) {
        return """
        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0" %s>
            %s
        </web-app>
        """
                .formatted(attribute, content);
    }

    @Deployment(name = "allowed", testable = false)
    static WebArchive allowed() {
        return war("allowed").property("wss.container-endpoints", "allow").build();
    }

    @Deployment(name = "foreign", testable = false)
    static WebArchive foreign() {
        return war("foreign")
                .with(AllEndpoints.class)
                .property("wss.container-endpoints", "allow")
                .build();
    }

    private static Wars war(String name) {
        return Wars.named(name).with(Echo.class, Plain.class).keyStore(KEY_STORE);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"echo/a", "plain"})
    void answers_404_for_the_path_of_an_endpoint_bean_or_not(String path) throws Exception {
        assertThat(Server.upgradeStatus("withheld/" + path)).isEqualTo(404);
        new Application("withheld", KEY_STORE).connect("/" + path);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"described", "complete"})
    void answers_404_also_where_the_war_has_a_web_xml(String war) throws Exception {
        assertThat(Server.upgradeStatus(war + "/echo/a")).isEqualTo(404);
        assertThat(Server.upgradeStatus(war + "/plain")).isEqualTo(404);
        assertThat(new Application(war, KEY_STORE).connect("/echo/a").ask("hi"))
                .isEqualTo("a says hi");
    }

    @Test
    void serves_the_same_classes_where_both_doors_are_allowed() throws Exception {
        assertThat(Server.connectPlain("allowed/echo/a").ask("hi")).isEqualTo("a says hi");
        assertThat(new Application("allowed", KEY_STORE).connect("/echo/a").ask("hi"))
                .isEqualTo("a says hi");
    }

    @Test
    void allow_permits_an_application_config_that_hands_endpoints_to_the_server() throws Exception {
        assertThat(Server.connectPlain("foreign/echo/a").ask("hi")).isEqualTo("a says hi");
        assertThat(new Application("foreign", KEY_STORE).connect("/echo/a").ask("hi"))
                .isEqualTo("a says hi");
    }
}
